"""An action: agreed for what was found, done by one person, seen to be done by another."""

import pytest

from tests.acceptance.improving import (
    ACTION,
    LEAD,
    MANAGER,
    NOMINATED,
    TRAINER,
    agreed,
    audited,
    completed,
    found,
    now,
    opened,
    path,
    recorded,
    refused,
    reported,
    said,
    signed_off,
    the_finding,
    with_prefix,
)
from tests.acceptance.world import pretty


async def done(lead, **more):
    """Completed by its owner."""
    action = await agreed(lead, await found(lead, await opened(lead)), **more)
    body = {"evidence": "Form version 4 is in use.", "at": "2026-03-02T10:00:00+00:00"}
    return recorded(await said(lead.acting_for(TRAINER), action, "completions", body))


async def test_a_finding_and_its_action_name_each_other(lead):
    investigation = await found(lead, await opened(lead))

    action = await agreed(lead, investigation)

    assert action["findings"] == [the_finding(investigation)]
    [finding] = (await now(lead, investigation))["findings"]
    assert (finding["state"], finding["actions"]) == ("answered", [action["id"]])


async def test_one_action_answers_findings_of_several_investigations_and_a_gap(lead):
    first = await found(lead, await found(lead, await opened(lead)))
    second = await found(lead, await opened(lead))
    audit = await audited(lead)
    findings = [
        *({"investigation": first["id"], "finding": one["id"]} for one in first["findings"]),
        the_finding(second),
    ]
    gap = {"audit": audit["id"], "criterion": "boundaries_discussed"}

    action = await agreed(lead, second, findings=findings, gaps=[gap])

    assert (action["findings"], action["gaps"]) == (findings, [gap])
    told = [*(await now(lead, first))["findings"], *(await now(lead, second))["findings"]]
    assert [finding["actions"] for finding in told] == [[action["id"]]] * 3
    assert (await now(lead, audit))["unanswered_gaps"] == []


async def test_an_incident_is_closed_once_every_finding_is_answered(lead):
    incident = await reported(lead)
    investigation = await found(lead, await opened(lead, incident))
    manager = lead.acting_for(MANAGER)

    still_open = await said(manager, incident, "closures", {})
    await completed(lead, investigation)
    await signed_off(lead, investigation)
    unanswered = await said(manager, incident, "closures", {})
    await agreed(lead, investigation)
    closed = await said(manager, incident, "closures", {})

    assert refused(still_open)[:2] == (409, "investigation-open")
    assert refused(unanswered)[:2] == (409, "finding-unanswered")
    assert closed.status_code == 201, pretty(closed)


async def test_an_action_answers_something(lead):
    answer = await lead.post("/v1/actions", ACTION)

    assert refused(answer)[:2] == (422, "action-answers-nothing")


@pytest.mark.parametrize(
    "said_of_it", [{"measure": None}, {"why_no_measure": "It happens once a year."}]
)
async def test_it_is_said_how_it_is_measured_or_why_not(lead, said_of_it):
    investigation = await found(lead, await opened(lead))
    body = {**ACTION, "findings": [the_finding(investigation)], **said_of_it}

    answer = await lead.post("/v1/actions", body)

    assert refused(answer) == (422, "measure-or-reason", ["/measure"])


async def test_a_finding_that_was_withdrawn_is_not_answered(lead):
    investigation = await found(lead, await opened(lead))
    finding = the_finding(investigation)
    why = {"finding": finding["finding"], "reason": "It rested on another month."}
    await said(lead, investigation, "finding-withdrawals", why)

    answer = await lead.post("/v1/actions", {**ACTION, "findings": [finding]})

    assert refused(answer)[:2] == (409, "finding-unknown")


async def test_what_is_answered_is_what_it_is_called(lead):
    investigation = await found(lead, await opened(lead))
    finding, audit = the_finding(investigation), await audited(lead)
    crossed = {"audit": with_prefix("aud", investigation), "criterion": "signed"}
    stray = {"investigation": with_prefix("inv", audit), "finding": finding["finding"]}

    gap = await lead.post("/v1/actions", {**ACTION, "gaps": [crossed]})
    other = await lead.post("/v1/actions", {**ACTION, "findings": [finding, stray]})

    assert refused(gap) == (404, "not-found", ["/gaps/0/audit"])
    assert refused(other) == (404, "not-found", ["/findings/1/investigation"])
    assert (await now(lead, investigation))["findings"][0]["actions"] == []


async def test_a_criterion_that_was_met_leaves_no_gap_to_answer(lead):
    audit = await audited(lead)

    gap = {"audit": audit["id"], "criterion": "signed"}
    answer = await lead.post("/v1/actions", {**ACTION, "gaps": [gap]})

    assert refused(answer)[:2] == (409, "gap-unknown")


async def test_it_is_not_verified_by_whoever_owns_it(lead):
    action = await done(lead)

    answer = await said(lead.acting_for(TRAINER), action, "verifications", {})

    assert refused(answer)[:2] == (409, "verification-not-independent")


async def test_a_colleague_in_the_same_role_may_verify_it(lead):
    action = await done(lead)

    told = recorded(await said(lead.acting_for("trainer/t02"), action, "verifications", {}))

    assert told["verified"]["by"]["staff"] != told["owner"]["staff"]


async def test_it_is_not_verified_by_whoever_completed_it(lead):
    action = await agreed(lead, await found(lead, await opened(lead)))
    manager = lead.acting_for(MANAGER)
    recorded(await said(manager, action, "completions", {}))

    answer = await said(manager, action, "verifications", {})

    assert refused(answer)[:2] == (409, "verification-not-independent")


async def test_where_its_owner_is_known_by_role_alone_the_same_role_is_not_somebody_else(lead):
    action = await agreed(
        lead, await found(lead, await opened(lead)), owner={"role": "nominated_individual"}
    )
    recorded(await said(lead.acting_for(TRAINER), action, "completions", {}))

    answer = await said(lead.acting_for(NOMINATED), action, "verifications", {})

    assert refused(answer)[:2] == (409, "verification-not-independent")


async def test_it_is_verified_by_somebody_else(lead):
    action = await done(lead)

    told = recorded(await said(lead.acting_for(NOMINATED), action, "verifications", {}))

    assert (action["state"], told["state"]) == ("completed", "verified")
    assert told["completed"]["by"] == told["owner"]
    assert told["completed"]["evidence"] == "Form version 4 is in use."
    assert told["verified"]["by"]["role"] == "nominated_individual"


async def test_what_was_not_done_after_all_is_done_again(lead):
    action = await done(lead)
    why = {"reason": "Two of six forms were the old ones."}

    back = recorded(await said(lead.acting_for(LEAD), action, "verification-refusals", why))
    again = recorded(await said(lead.acting_for(TRAINER), action, "completions", {}))

    assert (back["state"], back["completed"]) == ("agreed", None)
    assert again["state"] == "completed"
    [refusal] = again["verifications_refused"]
    assert refusal["reason"] == why["reason"]
    assert refusal["by"]["role"] == "safeguarding_lead"


@pytest.mark.parametrize("fact", ["completions", "verifications", "verification-refusals"])
async def test_a_judgement_names_who_and_on_what(lead, fact):
    action = await done(lead)
    where = f"{path(action)}/{fact}"
    body = {"reason": "It was not there."} if fact == "verification-refusals" else {}
    somebody = lead.acting_for(NOMINATED)

    nobody = await lead.post(where, body, If_Match="*")
    blind = await somebody.post(where, body)
    late = await somebody.post(where, body, If_Match='"1"')

    assert refused(nobody)[:2] == (400, "actor-required")
    assert refused(blind)[:2] == (428, "precondition-required")
    assert refused(late)[:2] == (412, "version-conflict")


async def test_the_same_key_verifies_once(lead):
    action = await done(lead)
    somebody = lead.acting_for(NOMINATED)

    first = await said(somebody, action, "verifications", {}, Idempotency_Key="v", If_Match='"2"')
    again = await said(somebody, action, "verifications", {}, Idempotency_Key="v", If_Match='"2"')

    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert (await now(lead, action))["version"] == 3
