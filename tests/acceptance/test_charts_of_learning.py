"""Charts of what came of incidents: actions in time, marks of actions, and who may not see them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from api.work import working
from tests.acceptance.charting import chart, defined, position
from tests.acceptance.improving import (
    NOMINATED,
    TRAINER,
    WORKER,
    agreed,
    found,
    opened,
    recorded,
    reported,
    said,
)

RESTRICTED = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
IN_TIME = {
    "kind": "derived",
    "question": {"name": "actions_completed_on_time"},
    "measured_in": "percent",
    "chart": "p",
    "improvement": "increase",
}


@pytest.fixture(autouse=True)
async def worker(urls) -> AsyncIterator[None]:
    async with working(urls.projector):
        yield


async def done(lead, action, at):
    return recorded(await said(lead.acting_for(TRAINER), action, "completions", {"at": at}))


async def an_action(lead, investigation, due_on, **more: Any):
    usual = {"due_on": due_on, "at": "2025-03-03T09:00:00+00:00"}
    return await agreed(lead, investigation, **usual | more)


def figures(told):
    return [(one["period"], one["number"], one["out_of"]) for one in told["periods"]]


async def test_actions_in_time_are_those_done_by_the_day_they_were_due(lead):
    investigation = await found(lead, await opened(lead))
    early = await an_action(lead, investigation, "2025-04-30")
    late = await an_action(lead, investigation, "2025-04-15")
    await an_action(lead, investigation, "2025-05-20")
    cancelled = await an_action(lead, investigation, "2025-05-21")
    await done(lead, early, "2025-04-30T09:00:00+00:00")
    await done(lead, late, "2025-04-16T09:00:00+00:00")
    reason = {"reason": "It became part of another."}
    recorded(await said(lead.acting_for(NOMINATED), cancelled, "cancellations", reason))
    measure = await defined(lead, **IN_TIME)

    told = await chart(lead, measure, await position(lead))

    assert figures(told) == [("2025-04", 1, 2), ("2025-05", 0, 1)]
    assert told["derivation"]["dated_by"] == "due_on"
    assert told["derivation"]["late_arrivals"] is None


async def test_what_came_of_a_hidden_incident_is_not_counted_and_leaves_no_mark(lead):
    incident = await reported(lead, "CS-1")
    open_to_all = await found(lead, await opened(lead))
    of_it = await found(lead, await opened(lead, incident))
    measure = await defined(lead, **IN_TIME)
    cites = {"measures": [measure["id"]]}
    seen = await an_action(lead, open_to_all, "2025-04-30", **cites)
    hidden = await an_action(lead, of_it, "2025-04-30", **cites)
    for action in (seen, hidden):
        await done(lead, action, "2025-04-30T09:00:00+00:00")
    recorded(await said(lead, incident, "restrictions", RESTRICTED))
    at = await position(lead)

    everybody = await chart(lead, measure, at)
    named = await chart(lead.acting_for(WORKER), measure, at)

    assert figures(everybody) == [("2025-04", 2, 2)]
    assert figures(named) == [("2025-04", 1, 1)]
    marked = {one["about"] for one in everybody["annotations"]}
    assert marked == {seen["id"], hidden["id"]}
    assert {one["about"] for one in named["annotations"]} == {seen["id"]}


async def test_an_action_taken_up_by_an_earlier_picture_has_no_mark_there(lead):
    investigation = await found(lead, await opened(lead))
    measure = await defined(lead, **IN_TIME)
    action = await an_action(lead, investigation, "2025-04-30", measures=[measure["id"]])
    before = action["recorded_at"].replace("+", "%2B")
    await done(lead, action, "2025-04-02T09:00:00+00:00")

    now = await chart(lead, measure, await position(lead))
    then = await chart(lead, measure, known_at=before)

    assert [one["mark"] for one in now["annotations"]] == ["action_completed"]
    assert now["annotations"][0]["at"] == "2025-04-02T09:00:00Z"
    assert then["annotations"] == []
    assert figures(then) == [("2025-04", 0, 1)]
