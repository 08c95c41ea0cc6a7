"""Invariants 5 to 10: protection, duties, the council's decision, wishes and candour.

Each has a pair: the rule refuses, with its code in the catalogue, and a legal neighbour passes.
"""

import pytest

from tests.acceptance.improving import MANAGER, path, recorded, reported, said
from tests.acceptance.invariants.asking import CONCERN, concern, forbidden, ruled_out

DECISION = {"decision": "no_further_action", "at": "2026-03-05"}
OUTCOME = {"received_from": "council", "outcomes_achieved": "fully_achieved"}


@pytest.fixture
async def manager(lead):
    return lead.acting_for(MANAGER)


async def told_council(caller, incident):
    body = {"body": "council_safeguarding", "at": "2026-03-02T09:40:00+00:00"}
    return recorded(await said(caller, incident, "external-reports", body))


async def test_rule_5_a_concern_is_not_closed_with_a_duty_open_or_nobody_protected(world, manager):
    waiting = await concern(manager)
    unsafe = recorded(await manager.report({"source_ref": "CS-2", **CONCERN}))

    duty_open = await said(manager, waiting, "closures", {})
    nobody_looked = await said(manager, unsafe, "closures", {})

    await forbidden(world, duty_open, "duty-unanswered")
    await forbidden(world, nobody_looked, "protection-not-recorded")


async def test_rule_5_a_concern_is_closed_with_its_duties_answered_and_nothing_needed(manager):
    incident = recorded(await manager.report({"source_ref": "CS-1", **CONCERN}))
    nothing = {"safe_now": "nothing_needed", "text": "The visitor had left."}
    recorded(await said(manager, incident, "immediate-actions", nothing))
    await told_council(manager, incident)
    recorded(await said(manager, incident, "council-decisions", DECISION))
    await ruled_out(manager, incident, "cqc_reg18_abuse")

    closed = recorded(await said(manager, incident, "closures", {}))

    assert closed["state"] == "closed"


async def test_rule_6_a_duty_is_not_ruled_out_without_a_reason_and_a_role(world, manager):
    incident = await concern(manager)

    bare = await said(manager, incident, "ruled-out-duties", {"duties": ["cqc_reg18_abuse"]})

    await forbidden(world, bare, "validation", "/reason", "/decided_by")


async def test_rule_6_a_duty_that_was_ruled_out_may_be_identified_later(manager):
    incident = await concern(manager)
    await ruled_out(manager, incident, "cqc_reg18_abuse")

    again = {"duty": "cqc_reg18_abuse", "reason": "The service is registered after all."}
    recorded(await said(manager, incident, "duties", again))

    found = (await manager.get(f"{path(incident)}/duties")).json()["duties"]
    [abuse] = [one for one in found if one["duty"] == "cqc_reg18_abuse"]
    assert abuse["ruled_out"] is None


async def test_rule_7_nobody_acknowledges_what_was_not_reported(world, lead):
    incident = await concern(lead)
    told = (await told_council(lead, incident))["reported_to"][0]["id"]

    unknown = await said(lead, incident, "acknowledgements", {"report": "xrp_" + "0" * 26})
    early = {"report": told, "at": "2026-03-01T09:00:00+00:00"}
    before = await said(lead, incident, "acknowledgements", early)

    await forbidden(world, unknown, "external-report-unknown", "/report")
    await forbidden(world, before, "acknowledged-before-reported", "/at")


async def test_rule_7_a_report_was_made_when_it_was_made_and_not_when_it_was_entered(lead):
    incident = await concern(lead)
    [told] = (await told_council(lead, incident))["reported_to"]
    answer = {"report": told["id"], "at": "2026-03-02T11:00:00+00:00", "their_ref": "NM-7"}

    answered = recorded(await said(lead, incident, "acknowledgements", answer))

    assert told["at"]["at"] == "2026-03-02T09:40:00Z"
    assert answered["reported_to"][0]["acknowledged"]["their_ref"] == "NM-7"


async def test_rule_8_nobody_but_the_council_decides_and_nothing_decides_for_it(world, manager):
    incident = await concern(manager)
    told = await told_council(manager, incident)

    ours = DECISION | {"decided_by": "registered_manager"}
    by_provider = await said(manager, incident, "council-decisions", ours)
    closing = await said(manager, incident, "closures", {})

    await forbidden(world, by_provider, "validation")
    await forbidden(world, closing, "council-decision-missing")
    assert told["council_decision"] is None


async def test_rule_8_a_later_decision_of_the_council_replaces_one_and_both_are_kept(lead):
    incident = await concern(lead)
    recorded(await said(lead, incident, "council-decisions", DECISION))
    enquiry = {"decision": "s42_enquiry", "led_by": "provider", "report_due_on": "2026-04-01"}

    decided = recorded(await said(lead, incident, "council-decisions", enquiry))

    assert decided["council_decision"]["decision"] == "s42_enquiry"
    before = (await lead.get(f"{path(incident)}?version={decided['version'] - 1}")).json()
    assert before["council_decision"]["decision"] == "no_further_action"


async def test_rule_9_what_nobody_expressed_was_not_achieved_and_support_is_named(world, lead):
    incident = await concern(lead)
    silent = {"asked": "asked_not_expressed", "lacked_capacity": "yes"}

    achieved = await said(lead, incident, "enquiry-outcomes", OUTCOME)
    unsupported = await said(lead, incident, "wishes", silent)

    await forbidden(world, achieved, "outcomes-not-expressed", "/outcomes_achieved")
    await forbidden(world, unsupported, "support-not-recorded", "/supported_by")


async def test_rule_9_what_was_expressed_can_be_achieved_and_nobody_is_a_support_too(lead):
    incident = await concern(lead)
    wish = {"asked": "asked_and_expressed", "lacked_capacity": "yes", "supported_by": "nobody"}
    recorded(await said(lead, incident, "wishes", wish))

    concluded = recorded(await said(lead, incident, "enquiry-outcomes", OUTCOME))

    assert concluded["enquiry_outcomes"][0]["outcomes_achieved"] == "fully_achieved"


async def test_rule_10_the_letter_of_candour_does_not_come_first(world, manager):
    incident = await concern(manager)
    declined = {"step": 1, "outcome": "declined"}

    letter = await said(manager, incident, "candour-steps", {"step": 6})
    untold = await said(manager, incident, "candour-steps", declined)

    await forbidden(world, letter, "written-before-in-person", "/step")
    await forbidden(world, untold, "attempts-required", "/attempts")


async def test_rule_10_the_letter_may_come_where_contact_was_declined(manager):
    incident = await concern(manager)
    declined = {"step": 1, "outcome": "declined", "attempts": 2}
    recorded(await said(manager, incident, "candour-steps", declined))

    letter = {"step": 6, "at": "2026-03-09T09:00:00+00:00"}
    recorded(await said(manager, incident, "candour-steps", letter))

    events = (await manager.get(f"{path(incident)}/events")).json()["data"]
    assert [one["facts"]["step"] for one in events[-2:]] == [1, 6]


async def test_rule_5_what_is_no_concern_has_nobody_to_tell(manager):
    near_miss = await reported(manager)

    assert recorded(await said(manager, near_miss, "closures", {}))["state"] == "closed"
