"""What a restricted incident hides: whoever it names finds nothing that came of it, in any route.

The routes are those of the contract, so that a new one cannot be forgotten.
"""

import pytest

from api.operations import OPERATIONS
from tests.acceptance.improving import (
    ACTION,
    AUDIT,
    LEAD,
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


REVIEW = {
    "held_on": "2026-02-03",
    "forum": "quality_committee",
    "chaired_by": {"role": "nominated_individual", "staff_ref": "n01"},
}


async def reviewed(lead, resource, subject):
    """Leadership looked at this."""
    subjects = [{"subject": subject, "id": resource["id"]}]
    looked_at = {"known_at": "2026-02-02T17:00:00Z", "subjects": subjects}
    body = REVIEW | {"looked_at": looked_at}
    return recorded(await lead.post("/v1/governance-reviews", body))


async def test_an_investigation_that_a_hidden_review_asked_for_is_hidden_too(lead, named):
    worker, other = lead.acting_for(WORKER), await reported(lead, "CS-3")
    from_review = {"origin": "governance_review"}
    hidden = await reviewed(lead, named["investigations"], "investigation")
    plain = await reviewed(lead, await opened(lead, other), "investigation")
    asked = await opened(lead, **from_review, pointer={"governance_review": hidden["id"]})
    seen = await opened(lead, **from_review, pointer={"governance_review": plain["id"]})

    for one in (path(asked), f"{path(asked)}/events"):
        assert refused(await worker.get(one))[:2] == (404, "not-found")
    assert (await now(worker, seen))["id"] == seen["id"]


async def test_what_looked_at_each_other_is_still_found(lead):
    """A review asked for an investigation, and a later decision answers it."""
    review = await reviewed(lead, await opened(lead, await reported(lead)), "investigation")
    pointer = {"governance_review": review["id"]}
    asked = await opened(lead, origin="governance_review", pointer=pointer)
    answers = [{"subject": "investigation", "id": asked["id"]}]
    later = f"/v1/governance-reviews/{review['id']}/decisions"
    lead = lead.acting_for(LEAD)
    recorded(await lead.post(later, {"text": "Go on.", "answers": answers}))

    assert (await now(lead.acting_for(WORKER), asked))["id"] == asked["id"]


async def test_an_audit_that_checked_a_hidden_action_is_hidden_too(lead, named):
    worker = lead.acting_for(WORKER)
    audit = recorded(await lead.post("/v1/audits", AUDIT | {"criteria": [{"criterion": "signed"}]}))
    results = {"sample_size": 12, "results": [{"criterion": "signed", "passed": 12, "of": 12}]}
    checked = {"actions_checked": [named["actions"]["id"]]}
    assert (await now(worker, audit))["id"] == audit["id"]
    recorded(await said(lead, audit, "results", results | checked))
    pointer = {"audit": audit["id"]}
    asked = await opened(lead, origin="audit", pointer=pointer)

    for one in (audit, asked):
        assert refused(await worker.get(path(one)))[:2] == (404, "not-found")
        assert (await now(lead, one))["id"] == one["id"]


async def test_the_report_to_a_council_leaves_out_the_actions_that_are_hidden(lead):
    worker = lead.acting_for(WORKER)
    one, restricted = await reported(lead, "CS-1"), await reported(lead, "CS-2")
    seen = await found(lead, await opened(lead, one))
    hidden = await found(lead, await opened(lead, restricted))
    action = await agreed(lead, seen, findings=[the_finding(seen), the_finding(hidden)])
    recorded(await said(lead, restricted, "restrictions", RESTRICTED))

    theirs = await worker.get(f"{path(seen)}/s42-report")
    whole = await lead.get(f"{path(seen)}/s42-report")

    assert theirs.status_code == 200, pretty(theirs)
    assert action["id"] in whole.text
    assert action["id"] not in theirs.text


async def test_once_it_is_lifted_they_find_it_again(lead, named):
    recorded(await said(lead, named["incidents"], "restrictions", {"exclude": []}))

    for resource in named.values():
        assert (await now(lead.acting_for(WORKER), resource))["id"] == resource["id"]
