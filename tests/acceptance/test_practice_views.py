"""Whether duties were in time, how strong the actions are, and whom the lessons reached: of the
second story, which was late in one thing and says so.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from urllib.parse import urlencode

import pytest

from adapters.postgres.credential import open_registry
from adapters.vault.file_keyring import FileKeyring
from api.scope import CredentialKind
from api.wiring import Urls
from api.work import working
from tests.acceptance.improving import MANAGER, recorded
from tests.acceptance.scenarios_replay import replayed
from tests.acceptance.world import Caller, a_world

STORY = "B_escalation_domiciliary"


@pytest.fixture(scope="module")
async def lead(urls: Urls, keyring: FileKeyring) -> AsyncIterator[Caller]:
    assert urls.owner is not None
    registry = await open_registry(urls.owner)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(registry.close)
        await stack.enter_async_context(working(urls.projector))
        world = await stack.enter_async_context(a_world(urls, registry, keyring))
        importer = await world.caller(CredentialKind.ADMIN, "carelog-b")
        await replayed(importer, STORY)
        yield importer


async def asked(lead: Caller, view: str, **query: str) -> dict:
    status = await lead.get("/v1/status")
    headers = {"Heed-Min-Position": status.headers["Heed-Position"], "Prefer": "wait=20"}
    answer = await lead.get(f"/v1/views/{view}?{urlencode(query)}", **headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_duty_that_was_late_is_named_with_its_hours(lead):
    answer = await asked(lead, "duty-timeliness")

    duties = {one["duty"]: one for one in answer["duties"]}
    late = [one["duty"] for one in answer["late"] if one["stands"] == "late"]
    assert late == ["duty_of_candour_in_person"]
    assert duties["duty_of_candour_in_person"]["median_hours"] == pytest.approx(30.5)
    assert duties["la_safeguarding"]["in_time"] == 1


async def test_a_duty_ruled_out_stands_there_with_the_reason_given(lead):
    answer = await asked(lead, "duty-timeliness")

    out = answer["ruled_out"]
    assert {one["duty"].partition("_")[0] for one in out} == {"riddor"}
    assert all(one["reason"] and one["decided_by"] for one in out)


async def test_before_a_duty_was_done_it_was_open(lead):
    answer = await asked(
        lead, "duty-timeliness", duty="la_safeguarding", as_of="2025-04-28T08:00:00+00:00"
    )

    [duty] = answer["duties"]
    assert (duty["open"], duty["in_time"]) == (1, 0)


async def test_a_target_of_the_providers_own_makes_the_same_report_late(lead):
    sent = {"policy": "internal_targets", "value": {"hours": {"la_safeguarding": 2}}}
    manager = lead.acting_for(MANAGER)
    recorded(await manager.post("/v1/policies", sent, If_Match="*"))

    view = await asked(lead, "duty-timeliness", duty="la_safeguarding")

    assert [one["stands"] for one in view["late"]] == ["late"]


async def test_a_postponed_action_is_on_time_and_late_against_its_first_day(lead):
    answer = await asked(lead, "action-strength")

    mix = {one["strength"]: one for one in answer["actions"]}
    stronger = mix["stronger"]
    assert (stronger["on_time"], stronger["on_original_time"]) == (1, 0)
    assert stronger["sustained"] == 1
    assert answer["findings_answered"] == 3
    assert answer["with_weaker_only"] == 0


async def test_a_lesson_says_whom_it_reached_of_how_many(lead):
    answer = await asked(lead, "lesson-reach")

    groups = [one for one in answer["groups"] if one["in_post"]]
    assert [(one["reached"], one["in_post"], one["depth"]) for one in groups] == [
        (49, 62, "reached")
    ]
    assert groups[0]["title"]


async def test_the_contract_return_gives_each_indicator_with_its_n(lead):
    answer = await asked(lead, "contract-return")

    kpis = {one["kpi"]: one for one in answer["kpis"]}
    assert (kpis["conversion"]["n"], kpis["conversion"]["value"]) == (1, 1.0)
    assert kpis["noticed_to_aware"]["value"] == pytest.approx(47.33, abs=0.01)
    assert kpis["actions_on_time"]["value"] == 1.0
    assert kpis["actions_on_original_time"]["value"] == 0.75
    assert kpis["lessons_delivered"]["value"] == pytest.approx(49 / 62)
    assert kpis["understanding_checked"]["value"] is None
    assert all(one["definition"] for one in answer["kpis"])


async def test_an_answer_repeats_what_was_asked_and_a_backward_span_is_refused(lead):
    answer = await asked(lead, "contract-return", **{"from": "2025-01-01", "before": "2026-01-01"})
    backwards = await lead.get("/v1/views/contract-return?from=2026-01-01&before=2025-01-01")

    assert answer["question"] == {"from": ["2025-01-01"], "before": ["2026-01-01"]}
    assert (backwards.status_code, backwards.json()["parameter"]) == (422, "before")


async def test_nothing_of_a_period_without_incidents_is_said_to_be_nought_per_cent(lead):
    answer = await asked(lead, "contract-return", **{"from": "2020-01-01", "before": "2020-04-01"})

    kpis = {one["kpi"]: one for one in answer["kpis"]}
    assert (kpis["incidents_by_kind"]["n"], kpis["conversion"]["value"]) == (0, None)


async def test_an_incident_is_followed_from_notice_to_effect_and_nobody_is_named(lead):
    answer = await asked(lead, "traces")

    [trace] = answer["traces"]
    findings = [one for it in trace["investigations"] for one in it["findings"]]
    assert {one["factor"] for one in findings} == {
        "escalation_pathways",
        "communication",
        "staff_understanding",
    }
    assert all(one["text"] and one["actions"] for one in findings)
    sustained = [one for one in trace["actions"] if "sustained" in one["verdicts"]]
    assert [one["strength"] for one in sustained] == ["stronger"]
    assert all(one["hold"] and one["hold_newest_period"] for one in trace["actions"])
    assert all(one["hold_stale_since"] for one in trace["actions"])
    assert [(one["reached"], one["in_post"]) for one in trace["lessons"]] == [(49, 62)]


async def test_a_trace_of_before_the_review_says_that_nothing_was_found_yet(lead):
    register = await asked(lead, "register")
    [incident] = [one["id"] for one in register["data"]]

    answer = await asked(lead, "traces", incident=incident)

    assert [one["incident"] for one in answer["traces"]] == [incident]
