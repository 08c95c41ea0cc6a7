"""A question can be narrowed, and one that was mistyped is not answered with everything."""

import pytest

from tests.acceptance.improving import SERVICE, agreed, found, opened, recorded
from tests.acceptance.improving import reported as near_miss
from tests.integration.api_reading.asking import (
    CONCERN,
    ESCALATION,
    INCIDENTS,
    LOOPS,
    REGISTER,
    after,
    ids,
    read,
    refused,
    reported,
)

pytestmark = pytest.mark.usefixtures("worker")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("stat=open", "unknown-parameter"),
        ("limit=10&limit=20", "repeated-parameter"),
        ("limit=0", "validation"),
        ("limit=201", "validation"),
        ("state=opened", "validation"),
        ("kind=concern", "validation"),
        ("service=inc_0000000000000000000000000a", "validation"),
        ("service=somewhere", "validation"),
        ("recorded_from=yesterday", "validation"),
        ("recorded_from=2026-03-02", "validation"),
        ("recorded_from=0001-01-01T00:00:00%2B14:00", "validation"),
        ("cursor=", "validation"),
    ],
)
@pytest.mark.parametrize("path", [REGISTER, ESCALATION, INCIDENTS])
async def test_a_question_that_cannot_be_read_is_refused(lead, path, query, code):
    assert refused(await lead.get(f"{path}?{query}")) == (422, code)


async def test_each_view_takes_its_own_filters_only(lead):
    for path in (f"{REGISTER}?as_of=2026-03-02T00:00:00Z", f"{LOOPS}?kind=near_miss"):
        assert refused(await lead.get(path)) == (422, "unknown-parameter")
    found_by_reference = await lead.get(f"{INCIDENTS}?source_ref=CS-1&state=open")
    assert refused(found_by_reference) == (422, "unknown-parameter")


async def test_a_list_is_narrowed_by_what_the_incidents_are(lead):
    service = recorded(await lead.post("/v1/services", SERVICE))
    fall = await reported(lead, "CS-1", kind="near_miss")
    risky = {"risks": [{"type": "physical"}], "service": {"id": service["id"]}}
    concern = await reported(lead, "CS-2", **risky)
    seen = after(fall, concern)

    for path in (REGISTER, INCIDENTS):
        assert await ids(lead, f"{path}?kind=near_miss", **seen) == [fall["id"]]
        assert len(await ids(lead, f"{path}?kind=near_miss&kind=safeguarding_concern")) == 2
        assert await ids(lead, f"{path}?risk_type=physical") == [concern["id"]]
        assert await ids(lead, f"{path}?service={service['id']}") == [concern["id"]]
        assert await ids(lead, f"{path}?state=closed&state=entered_in_error") == []
        assert await ids(lead, f"{path}?recorded_before=2026-01-01T00:00:00Z") == []
    narrowed = await read(lead, f"{REGISTER}?risk_type=physical&tally=true")
    assert [one["incidents"] for one in narrowed["tally"]] == [1]


async def test_an_entry_of_the_register_can_be_written_back_to(lead):
    written = await reported(lead, "CS-1", risks=[{"type": "physical"}])
    [entry] = (await read(lead, REGISTER, **after(written)))["data"]

    assert entry["source"] == {"system": "caresys", "ref": "CS-1", "version": 1}
    assert (entry["kind"], entry["classified"], entry["state"]) == (CONCERN["kind"], False, "open")
    assert (entry["risk_types"], entry["first_noticed_by"]) == (["physical"], "staff")
    body = {"kind": "near_miss", "decided_by": "registered_manager"}
    path = f"{INCIDENTS}/{entry['id']}/classifications"
    answer = await lead.post(path, body, If_Match=f'"{entry["version"]}"')
    assert answer.status_code == 201


async def test_escalation_shows_the_hours_and_who_waits(lead):
    told = {"reported_to": [{"body": "council_safeguarding", "at": "2026-03-02T09:40:00Z"}]}
    done, waits = await reported(lead, "CS-1", **told), await reported(lead, "CS-2")

    view = await read(lead, f"{ESCALATION}?tally=true", **after(done, waits))

    first = view["data"][1]
    assert (first["noticed_to_aware_hours"], first["aware_to_told_hours"]) == (0.5, 1.5)
    legs = {leg["leg"]: leg for leg in view["tally"]}
    assert (legs["aware_to_told"]["finished"], legs["aware_to_told"]["waiting"]) == (1, 1)


async def test_escalation_as_of_a_day_knows_nothing_of_later(lead):
    told = {"reported_to": [{"body": "council_safeguarding", "at": "2026-03-02T09:40:00Z"}]}
    written = await reported(lead, "CS-1", **told)

    then = f"{ESCALATION}?as_of=2026-03-02T09:00:00Z"
    [entry] = (await read(lead, then, **after(written)))["data"]

    assert (entry["aware"], entry["told"], entry["told_at"]) == (True, False, None)


async def test_a_loose_end_says_what_closes_it(lead):
    written = await reported(lead, "CS-1")
    path = f"{LOOPS}?loop=protection&as_of=2026-03-05T09:00:00Z"

    view = await read(lead, path, **after(written))

    [loop] = view["data"]
    assert (loop["subject"], loop["href"]) == (written["id"], f"{INCIDENTS}/{written['id']}")
    assert (loop["days_open"], loop["owner_role"]) == (3, "registered_manager")
    assert loop["next"]["href"] == f"{INCIDENTS}/{written['id']}/immediate-actions"
    answer = await lead.post(loop["next"]["href"], {"safe_now": "yes"})
    assert answer.status_code == 201
    assert (await read(lead, f"{LOOPS}?loop=protection", **after(answer.json())))["data"] == []


async def test_loose_ends_of_learning_have_their_own_names(lead):
    investigation = await opened(lead, await near_miss(lead))
    with_finding = await found(lead, investigation)
    seen = after(with_finding)
    [finding] = (await read(lead, f"{LOOPS}?loop=finding", **seen))["data"]
    assert finding["subject"] == investigation["id"]
    assert finding["part"] == with_finding["findings"][-1]["id"]

    action = await agreed(lead, with_finding, due_on="2026-03-01")
    path = f"{LOOPS}?loop=finding&loop=completion"
    [overdue] = (await read(lead, path, **after(action)))["data"]
    assert (overdue["loop"], overdue["subject"]) == ("completion", action["id"])
    assert overdue["next"]["href"] == f"/v1/actions/{action['id']}/completions"


async def test_the_register_shows_what_a_fall_was_reported_as_and_what_it_is(lead):
    fall = await reported(lead, "CS-1", kind="other_incident")
    body = {"kind": "safeguarding_concern", "decided_by": "registered_manager"}
    path = f"{INCIDENTS}/{fall['id']}/classifications"
    answer = await lead.post(path, body, If_Match=f'"{fall["version"]}"')

    [entry] = (await read(lead, REGISTER, **after(answer.json())))["data"]

    assert (entry["reported_kind"], entry["kind"]) == ("other_incident", "safeguarding_concern")
