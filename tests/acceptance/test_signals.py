"""Signals as people meet them: raised once, listed with what chance brings, answered, withdrawn."""

import pytest

from api.scope import CredentialKind, Scope
from projections.open_loops.projection import PROJECTION as OPEN_LOOPS
from tests.acceptance.improving import (
    LEAD,
    MANAGER,
    NOMINATED,
    WORKER,
    agreed,
    found,
    opened,
    recorded,
    refused,
    reported,
    said,
)
from tests.acceptance.watched import folded, watched
from tests.acceptance.world import pretty
from tests.signalling import QUIET, month

MISSED = {
    "kind": "reported",
    "name": "Calls missed in a month",
    "measured_in": "calls",
    "chart": "xmr",
    "improvement": "decrease",
    "cadence": "month",
}
EXPLAINED = {
    "decision": "special_cause_explained",
    "explanation": "Two teams were merged and the rota was late.",
}


async def measured(caller, *numbers, **more):
    """A measure and its figures from January 2024 on."""
    measure = recorded(await caller.post("/v1/measures", MISSED | more))
    for number, figure in enumerate(numbers, start=1):
        body = {"period": month(number), "value": str(figure)}
        recorded(await said(caller, measure, "measurements", body))
    return measure


async def listed(caller, **filters):
    asked = "&".join(f"{name}={value}" for name, value in filters.items())
    answer = await caller.get(f"/v1/signals?{asked}")
    assert answer.status_code == 200, pretty(answer)
    return answer.json()


async def corrected(caller, measure, figure, period="2025-01"):
    body = {"period": period, "value": str(figure), "reason": "Counted twice."}
    return recorded(await said(caller, measure, "measurement-corrections", body))


async def answered(caller, signal, body=EXPLAINED, **headers):
    usual = {"If_Match": f'"{signal["version"]}"'}
    return await caller.post(f"/v1/signals/{signal['id']}/answers", body, **usual | headers)


@pytest.fixture
def manager(lead):
    return lead.acting_for(MANAGER)


@pytest.fixture
async def signal(world, lead):
    """One that was just raised."""
    await measured(lead, *QUIET, 30)
    await watched(world)
    [one] = (await listed(lead))["data"]
    return one


async def test_a_list_says_what_chance_alone_would_have_brought(world, lead):
    await measured(lead, *QUIET, 11)
    await measured(lead, *QUIET, 30)
    await watched(world)

    told = await listed(lead)
    twice = await listed(lead, raised_from="2024-01-01T00:00:00Z")

    assert (told["charts_evaluated"], len(told["data"]), told["months"]) == (2, 1, 1.0)
    assert 0 < told["expected_false_signals"] < 0.2
    assert twice["expected_false_signals"] > 10 * told["expected_false_signals"]


async def test_sending_a_measurement_twice_changes_nothing(world, lead, signal):
    measure = {"id": signal["subject"]["id"]}
    body = {"period": "2025-01", "value": "30"}

    again = await said(lead, measure, "measurements", body)
    await watched(world)

    assert refused(again)[:2] == (409, "period-already-measured")
    assert [one["id"] for one in (await listed(lead))["data"]] == [signal["id"]]


async def test_an_answer_stays_where_the_signal_is_withdrawn(world, lead, manager, signal):
    recorded(await answered(manager, signal))
    await corrected(lead, {"id": signal["subject"]["id"]}, 11)
    await watched(world)

    one = (await lead.get(f"/v1/signals/{signal['id']}")).json()
    assert (one["stage"], one["withdrawn"]["cause"]) == ("withdrawn", "correction")
    assert [told["decision"] for told in one["answers"]] == ["special_cause_explained"]
    for state in ("answered", "withdrawn"):
        assert len((await listed(lead, state=state))["data"]) == 1
    assert (await listed(lead, state="standing"))["data"] == []


async def test_what_was_withdrawn_is_not_answered_any_more(world, lead, manager, signal):
    await corrected(lead, {"id": signal["subject"]["id"]}, 11)
    await watched(world)

    assert refused(await answered(manager, {**signal, "version": 2}))[:2] == (
        409,
        "signal-already-withdrawn",
    )


async def test_a_ground_that_comes_back_is_a_signal_of_its_own(world, lead, signal):
    measure = {"id": signal["subject"]["id"]}
    await corrected(lead, measure, 11)
    await watched(world)
    await corrected(lead, measure, 31)
    await watched(world)

    second, first = (await listed(lead))["data"]
    assert (first["id"], first["cause"]) == (signal["id"], "correction")
    assert (second["ground"]["occurrence"], second["stage"]) == (2, "unanswered")


async def test_an_answer_is_given_on_what_was_seen_and_for_somebody(lead, manager, signal):
    assert refused(await answered(lead, signal))[:2] == (400, "actor-required")
    assert refused(await answered(manager, signal, If_Match='"9"'))[:2] == (
        412,
        "version-conflict",
    )


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        ("action_agreed", "answer-without-action"),
        ("investigation_opened", "answer-without-investigation"),
        ("theme_confirmed", "answer-without-theme"),
    ],
)
async def test_whoever_speaks_of_something_names_it(manager, signal, decision, code):
    body = EXPLAINED | {"decision": decision}

    assert refused(await answered(manager, signal, body))[:2] == (422, code)


async def test_what_an_answer_names_has_to_be_there(manager, signal):
    body = EXPLAINED | {"decision": "action_agreed", "actions": ["act_0000000000000000000000000a"]}

    assert refused(await answered(manager, signal, body)) == (404, "not-found", ["/actions/0"])


async def test_an_answer_names_the_action_that_was_agreed(lead, manager, signal):
    action = await agreed(lead, await found(lead, await opened(lead)))
    body = EXPLAINED | {"decision": "action_agreed", "actions": [action["id"]]}

    told = recorded(await answered(manager, signal, body))

    assert told["answers"][0]["actions"] == [action["id"]]


async def test_good_news_owes_no_answer(world, lead):
    await measured(lead, *QUIET, 0, improvement="decrease")
    await watched(world)
    await folded(world, (OPEN_LOOPS,))

    [one] = (await listed(lead))["data"]
    loops = (await lead.get("/v1/views/open-loops?loop=signal&as_of=2099-01-01T00:00:00Z")).json()
    assert (one["ground"]["direction"], loops["data"]) == ("improvement", [])


async def test_a_concern_is_a_loose_end_until_it_is_answered(world, lead, manager, signal):
    where = "/v1/views/open-loops?loop=signal&as_of=2099-01-01T00:00:00Z"
    await folded(world, (OPEN_LOOPS,))
    before = (await lead.get(where)).json()["data"]

    recorded(await answered(manager, signal))
    await folded(world, (OPEN_LOOPS,))

    assert [one["subject"] for one in before] == [signal["id"]]
    assert (await lead.get(where)).json()["data"] == []


async def test_the_provider_says_which_rules_signal(world, lead):
    value = {"rules": ["run"], "answered_within_days": 7}
    recorded(
        await lead.acting_for(NOMINATED).post(
            "/v1/policies", {"policy": "signal_rules", "value": value}, If_Match="*"
        )
    )
    await measured(lead, *QUIET, 30)
    await watched(world)

    assert (await listed(lead))["data"] == []


async def test_one_page_follows_another(world, lead):
    for _ in range(3):
        await measured(lead, *QUIET, 30)
    await watched(world)

    first = await listed(lead, limit=2)
    second = await listed(lead, limit=2, cursor=first["next_cursor"])

    ids = [one["id"] for page in (first, second) for one in page["data"]]
    assert (len(ids), len(set(ids)), second["next_cursor"]) == (3, 3, None)


async def test_an_action_that_came_of_a_hidden_incident_is_not_named(world, lead):
    incident = await reported(lead)
    investigation = await found(lead, await opened(lead, incident))
    measure = recorded(await lead.post("/v1/measures", MISSED))
    action = await agreed(lead, investigation, measures=[measure["id"]])
    for number, figure in enumerate((*QUIET, 30), start=1):
        body = {"period": month(number), "value": str(figure)}
        recorded(await said(lead, measure, "measurements", body))
    hidden = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    recorded(await said(lead.acting_for(LEAD), incident, "restrictions", hidden))
    await watched(world)

    [seen] = (await listed(lead))["data"]
    [kept] = (await listed(lead.acting_for(WORKER)))["data"]
    one = (await lead.acting_for(WORKER).get(f"/v1/signals/{seen['id']}")).json()
    history = await lead.acting_for(WORKER).get(f"/v1/signals/{seen['id']}/events")
    assert seen["actions"] == [action["id"]]
    assert (kept["id"], kept["actions"], one["actions"]) == (seen["id"], [], [])
    assert history.json()["data"][0]["facts"].get("actions", []) == []


async def test_whoever_only_reports_sees_no_signal(world, signal):
    reporter = await world.caller(
        CredentialKind.CARE_SYSTEM, "other", scopes=(Scope.INCIDENTS_REPORT,)
    )

    assert refused(await reporter.get("/v1/signals"))[:2] == (403, "forbidden")
    assert refused(await reporter.get(f"/v1/signals/{signal['id']}"))[:2] == (403, "forbidden")


async def test_a_governance_review_answers_a_signal_by_name(lead, signal):
    named = {"subject": "signal", "id": signal["id"]}
    review = {
        "held_on": "2026-03-01",
        "forum": "board",
        "chaired_by": {"role": "nominated_individual"},
        "looked_at": {"known_at": "2026-03-01T09:00:00Z", "subjects": [named]},
        "decisions": [{"text": "The rota is settled for good.", "answers": [named]}],
    }

    told = recorded(await lead.post("/v1/governance-reviews", review))

    assert told["decisions"][0]["answers"][0]["id"] == signal["id"]
