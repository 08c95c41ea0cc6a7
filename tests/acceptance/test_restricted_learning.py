"""What a restricted incident hides: whoever it names finds nothing that came of it, in any route.

The routes are those of the contract, so that a new one cannot be forgotten.
"""

import pytest

from api.operations import OPERATIONS
from tests.acceptance.improving import (
    ACTION,
    LESSON,
    WORKER,
    agreed,
    an_investigation,
    found,
    now,
    opened,
    path,
    recorded,
    refused,
    reported,
    said,
    the_finding,
)
from tests.acceptance.world import pretty

RESTRICTED = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
HEADERS = {"Idempotency_Key": "one", "If_Match": "*"}


@pytest.fixture
async def named(lead):
    """An incident that names w21, an investigation of it and of another, an action, a lesson."""
    incident, other = await reported(lead, "CS-1"), await reported(lead, "CS-2")
    investigation = await found(lead, await opened(lead, other, incident))
    action = await agreed(lead, investigation)
    taught = LESSON | {"findings": [the_finding(investigation)]}
    lesson = recorded(await lead.post("/v1/lessons", taught))
    recorded(await said(lead, incident, "restrictions", RESTRICTED))
    came_of_it = {"investigations": investigation, "actions": action, "lessons": lesson}
    return {"incidents": incident, **came_of_it}


def routes(named):
    """Every operation on one of these, and its address."""
    for operation in OPERATIONS:
        for collection, resource in named.items():
            if operation.path.startswith(f"/v1/{collection}/{{id}}"):
                yield operation, operation.path.replace("{id}", resource["id"])


async def ask(caller, operation, where):
    if operation.method == "GET":
        return await caller.get(where)
    return await caller.post(where, {}, **HEADERS | {"Idempotency_Key": operation.id})


async def test_whoever_it_names_finds_none_of_it_by_any_route(lead, named):
    worker = lead.acting_for(WORKER)
    before = (await lead.get("/v1/whoami")).json()["head"]

    for operation, where in routes(named):
        answer = await ask(worker, operation, where)
        assert refused(answer)[:2] == (404, "not-found"), f"{operation.id} {pretty(answer)}"

    assert len(list(routes(named))) > 20
    assert (await lead.get("/v1/whoami")).json()["head"] == before


async def test_everybody_else_finds_all_of_it(lead, named):
    for caller in (lead, lead.acting_for("support_worker/w22")):
        for resource in named.values():
            assert (await now(caller, resource))["id"] == resource["id"]


@pytest.mark.parametrize("collection", ["incidents", "investigations", "actions"])
async def test_an_older_version_shows_nothing_that_is_hidden_now(lead, named, collection):
    answer = await lead.acting_for(WORKER).get(f"{path(named[collection])}?version=1")

    assert refused(answer)[:2] == (404, "not-found")


async def test_nobody_learns_of_it_by_naming_it(lead, named):
    worker = lead.acting_for(WORKER)
    finding = the_finding(named["investigations"])

    opening = await worker.post("/v1/investigations", an_investigation(named["incidents"]))
    agreeing = await worker.post("/v1/actions", {**ACTION, "findings": [finding]})

    assert refused(opening) == (404, "not-found", ["/incidents/0"])
    assert refused(agreeing) == (404, "not-found", ["/findings/0/investigation"])


async def test_what_they_once_recorded_is_not_answered_to_them_again(lead):
    worker, incident = lead.acting_for(WORKER), await reported(lead)
    body = an_investigation(incident)
    first = await worker.post("/v1/investigations", body, Idempotency_Key="theirs")
    assert first.status_code == 201, pretty(first)
    recorded(await said(lead, incident, "restrictions", RESTRICTED))

    again = await worker.post("/v1/investigations", body, Idempotency_Key="theirs")

    assert refused(again)[:2] == (404, "not-found")


async def test_once_it_is_lifted_they_find_it_again(lead, named):
    recorded(await said(lead, named["incidents"], "restrictions", {"exclude": []}))

    for resource in named.values():
        assert (await now(lead.acting_for(WORKER), resource))["id"] == resource["id"]
