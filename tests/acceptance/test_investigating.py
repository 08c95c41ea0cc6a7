"""An investigation, from its opening to its sign-off by somebody else."""

import pytest

from tests.acceptance.improving import (
    FINDING,
    LEAD,
    MANAGER,
    NOMINATED,
    an_investigation,
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


async def position(caller):
    return (await caller.get("/v1/whoami")).json()["head"]


async def test_an_incident_and_its_investigation_name_each_other_in_one_append(lead):
    incident = await reported(lead)
    before = int((await position(lead)).split(".")[1])

    investigation = await opened(lead, incident, incident)

    assert investigation["incidents"] == [incident["id"]]
    assert (await now(lead, incident))["investigations"] == [investigation["id"]]
    assert investigation["receipt"]["position"] == f"e1.{before + 1}"
    assert await position(lead) == f"e1.{before + 2}"


async def test_what_was_found_is_read_back_in_full(lead):
    investigation = await opened(lead, await reported(lead), questions=["Who was told?"])

    told = await found(lead, investigation, secondary=["supervision"], at="2026-02-03")

    read = await now(lead, investigation)
    assert read == {name: value for name, value in told.items() if name != "receipt"}
    [finding] = read["findings"]
    assert finding["text"] == FINDING["text"]
    assert finding["evidence"] == [read["evidence"][0]["id"]]
    assert finding["at"]["at"] == "2026-02-03"
    assert (finding["state"], read["state"]) == ("standing", "open")


async def test_a_time_that_cannot_have_been_yet_is_kept_and_marked(lead):
    investigation = await opened(lead, at="2199-01-01T09:00:00+00:00")

    assert investigation["at"]["suspect"] is True


async def test_an_incident_that_nobody_knows_is_not_investigated(lead):
    known, stray = await reported(lead), "inc_0000000000000000000000000a"
    body = an_investigation(known) | {"incidents": [known["id"], stray]}
    before = await position(lead)

    answer = await lead.post("/v1/investigations", body)

    assert refused(answer) == (404, "not-found", ["/incidents/1"])
    assert await position(lead) == before


async def test_something_else_is_not_investigated_as_an_incident(lead):
    other = await opened(lead)
    body = an_investigation(origin="incident") | {"incidents": [with_prefix("inc", other)]}

    answer = await lead.post("/v1/investigations", body)

    assert refused(answer) == (404, "not-found", ["/incidents/0"])


async def test_an_incident_entered_in_error_is_not_investigated(lead):
    incident = await reported(lead)
    body = {"because": "duplicate", "reason": "It was sent twice."}
    recorded(await said(lead.acting_for(MANAGER), incident, "entered-in-error", body))

    answer = await lead.post("/v1/investigations", an_investigation(incident))

    assert refused(answer)[:2] == (409, "entered-in-error")


async def test_a_closed_incident_is_not_investigated(lead):
    incident, still_open = await reported(lead, "CS-1"), await reported(lead, "CS-2")
    recorded(await said(lead.acting_for(MANAGER), incident, "closures", {}))

    answer = await lead.post("/v1/investigations", an_investigation(still_open, incident))

    assert refused(answer) == (409, "incident-closed", ["/incidents"])
    assert (await now(lead, still_open))["investigations"] == []


async def test_a_service_that_nobody_knows_is_not_named(lead):
    stray = {"service": "svc_0000000000000000000000000a"}

    answer = await lead.post("/v1/investigations", an_investigation(**stray))

    assert refused(answer) == (404, "not-found", ["/service"])


@pytest.mark.parametrize(
    ("fact", "member"),
    [
        ("evidence", "text"),
        ("findings", "text"),
        ("no-finding-declarations", "reason"),
        ("returns", "reason"),
    ],
)
async def test_learning_names_nobody(lead, fact, member):
    investigation = await opened(lead)
    rest = {"findings": FINDING | {"evidence": ["evd_0000000000000000000000000a"]}}
    rest["evidence"] = {"kind": "interview"}
    body = rest.get(fact, {}) | {member: "The person with NHS number 999 001 0013 was there."}

    answer = await said(lead.acting_for(LEAD), investigation, fact, body)

    assert refused(answer) == (422, "validation", [f"/{member}"])
    assert "999 001" not in answer.text


async def test_a_finding_rests_on_evidence_of_this_investigation(lead):
    theirs = await found(lead, await opened(lead))
    ours = await opened(lead)

    body = FINDING | {"evidence": [theirs["evidence"][0]["id"]]}
    answer = await said(lead, ours, "findings", body)

    assert refused(answer) == (409, "evidence-unknown", ["/evidence"])


async def test_what_the_body_alone_decides_is_said_before_what_the_state_does(lead):
    done = await completed(lead, await found(lead, await opened(lead)))
    body = FINDING | {"evidence": [done["evidence"][0]["id"]]}

    contradicts = await said(lead, done, "findings", body | {"secondary": ["boundaries"]})
    too_late = await said(lead, done, "findings", body)

    assert refused(contradicts) == (422, "factors-contradict", ["/secondary"])
    assert refused(too_late)[:2] == (409, "investigation-not-open")


async def test_what_began_with_an_incident_names_one(lead):
    answer = await lead.post("/v1/investigations", an_investigation(origin="incident"))

    assert refused(answer) == (422, "incident-not-named", ["/incidents"])


async def test_why_a_finding_was_withdrawn_or_left_is_read_with_it(lead):
    first = await found(lead, await opened(lead))
    both = await found(lead, first)
    withdrawn, left = (finding["id"] for finding in both["findings"])

    why = {"finding": withdrawn, "reason": "It rested on another month."}
    await said(lead, both, "finding-withdrawals", why)
    why = {"finding": left, "reason": "The service closes.", "decided_by": "registered_manager"}
    told = recorded(await said(lead, both, "findings-left-without-action", why))

    gone, stays = told["findings"]
    assert gone["state"] == "withdrawn"
    assert gone["withdrawn"] == {"reason": "It rested on another month.", "at": None}
    assert stays["left_without_action"]["decided_by"] == "registered_manager"
    assert stays["left_without_action"]["reason"] == "The service closes."


async def test_it_is_sent_back_with_a_reason_and_then_accepted_by_somebody_else(lead):
    done = await completed(lead, await found(lead, await opened(lead)))

    why = {"reason": "The rota was not looked at."}
    back = recorded(await said(lead.acting_for(NOMINATED), done, "returns", why))
    assert (back["state"], back["completed"]) == ("open", None)

    await completed(lead, back)
    told = await signed_off(lead, back)

    assert told["state"] == "signed_off"
    assert told["returned"] == [{"reason": "The rota was not looked at.", "at": None}]
    assert told["signed_off"]["by"]["role"] == "nominated_individual"


async def test_its_lead_does_not_sign_it_off(lead):
    done = await completed(lead, await found(lead, await opened(lead)))

    answer = await said(lead.acting_for(LEAD), done, "sign-offs", {})

    assert refused(answer)[:2] == (409, "signed-off-by-lead")


@pytest.mark.parametrize("fact", ["completions", "returns", "sign-offs"])
async def test_nobody_in_particular_does_not_end_it(lead, fact):
    investigation = await found(lead, await opened(lead))

    answer = await said(lead, investigation, fact, {})

    assert refused(answer)[:2] == (400, "actor-required")


async def test_a_judgement_is_on_what_was_seen(lead):
    seen = await found(lead, await opened(lead))
    where = f"{path(seen)}/finding-withdrawals"
    body = {"finding": the_finding(seen)["finding"], "reason": "It rested on another month."}
    changed = await found(lead, seen)

    blind = await lead.post(where, body)
    late = await lead.post(where, body, If_Match=f'"{seen["version"]}"')
    timely = await lead.post(where, body, If_Match=f'"{changed["version"]}"')

    assert refused(blind)[:2] == (428, "precondition-required")
    assert refused(late)[:2] == (412, "version-conflict")
    assert late.json()["current_version"] == changed["version"]
    assert timely.status_code == 201, pretty(timely)


async def test_the_same_key_gets_the_first_answer_whatever_came_after(lead):
    incident = await reported(lead)
    body = an_investigation(incident)
    first = await lead.post("/v1/investigations", body, Idempotency_Key="one")
    await found(lead, first.json())

    again = await lead.post("/v1/investigations", body, Idempotency_Key="one")
    other = await lead.post("/v1/investigations", body | {"why": "No."}, Idempotency_Key="one")

    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert again.headers["etag"] == '"1"'
    assert (await now(lead, incident))["investigations"] == [first.json()["id"]]
    assert refused(other)[:2] == (422, "idempotency-key-reused")
