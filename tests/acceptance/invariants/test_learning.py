"""Invariants 11 to 16: findings, actions, and that nobody judges their own work alone.

Each has a pair: the rule refuses, with its code in the catalogue, and a legal neighbour passes.
"""

import pytest

from tests.acceptance.improving import (
    ACTION,
    FINDING,
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
    recorded,
    reported,
    said,
    signed_off,
    the_finding,
)
from tests.acceptance.invariants.asking import forbidden

EFFECTIVE = {"verdict": "effective", "people_said": "They know whom to ask now."}
SERIOUS = {"harm": {"physical": "moderate"}}


@pytest.fixture
async def action(lead):
    return await agreed(
        lead, await found(lead, await opened(lead)), due_on="2025-05-15", at="2025-03-03"
    )


async def done(lead, action):
    body = {"at": "2025-05-20"}
    return recorded(await said(lead.acting_for(TRAINER), action, "completions", body))


async def verified(lead, action):
    await done(lead, action)
    body = {"at": "2025-05-21"}
    return recorded(await said(lead.acting_for(NOMINATED), action, "verifications", body))


async def reviewed(lead, action, who=NOMINATED, **more):
    return await said(lead.acting_for(who), action, "effectiveness-reviews", EFFECTIVE | more)


async def test_rule_11_a_finding_rests_on_evidence_and_a_review_finds_something(world, lead):
    investigation = await opened(lead)

    of_nothing = await said(lead, investigation, "findings", FINDING | {"evidence": []})
    elsewhere = FINDING | {"evidence": ["evd_" + "0" * 26]}
    of_another = await said(lead, investigation, "findings", elsewhere)
    empty = await said(lead.acting_for(LEAD), investigation, "completions", {})

    await forbidden(world, of_nothing, "validation", "/evidence")
    await forbidden(world, of_another, "evidence-unknown", "/evidence")
    await forbidden(world, empty, "nothing-found-yet")


async def test_rule_11_a_review_is_completed_with_a_finding_or_with_that_there_is_none(lead):
    with_finding = await completed(lead, await found(lead, await opened(lead)))
    without = await opened(lead)
    nothing = {"reason": "Practice was as agreed."}
    recorded(await said(lead, without, "no-finding-declarations", nothing))

    declared = await completed(lead, without)

    assert [one["factor"] for one in with_finding["findings"]] == ["boundaries"]
    assert declared["findings"] == []


async def test_rule_12_nobody_accepts_their_own_work(world, lead, action):
    investigation = await completed(lead, await found(lead, await opened(lead)))
    by_lead = await said(lead.acting_for(LEAD), investigation, "sign-offs", {})
    await done(lead, action)
    by_owner = await said(lead.acting_for(TRAINER), action, "verifications", {})
    recorded(await said(lead.acting_for(NOMINATED), action, "verifications", {}))
    alone = await reviewed(lead, action, TRAINER)

    await forbidden(world, by_lead, "signed-off-by-lead")
    await forbidden(world, by_owner, "verification-not-independent")
    await forbidden(world, alone, "reviewed-by-owner-alone")


async def test_rule_12_somebody_else_does_and_an_owner_may_judge_with_others(lead, action):
    investigation = await completed(lead, await found(lead, await opened(lead)))
    others = {"together_with": [{"role": "registered_manager", "staff_ref": "m01"}]}

    accepted = await signed_off(lead, investigation)
    await verified(lead, action)
    judged = recorded(await reviewed(lead, action, TRAINER, **others))

    assert accepted["state"] == "signed_off"
    assert judged["effectiveness"][0]["verdict"] == "effective"


async def test_rule_13_an_action_answers_something_and_somebody_measures_it_by_a_day(world, lead):
    answered = {"findings": [the_finding(await found(lead, await opened(lead)))]}
    unowned = {name: ACTION[name] for name in ACTION if name not in {"owner", "due_on"}}

    of_nothing = await lead.post("/v1/actions", ACTION)
    unmeasured = await lead.post("/v1/actions", {**ACTION, **answered, "measure": None})
    nobody = await lead.post("/v1/actions", unowned | answered)

    await forbidden(world, of_nothing, "action-answers-nothing")
    await forbidden(world, unmeasured, "measure-or-reason", "/measure")
    await forbidden(world, nobody, "validation", "/owner", "/due_on")


async def test_rule_13_an_action_may_answer_a_gap_and_say_why_it_cannot_be_measured(lead):
    gap = {"audit": (await audited(lead))["id"], "criterion": "boundaries_discussed"}
    why = {"measure": None, "why_no_measure": "It happens once in many years."}

    action = recorded(await lead.post("/v1/actions", {**ACTION, "gaps": [gap], **why}))

    assert (action["why_no_measure"], action["state"]) == (why["why_no_measure"], "agreed")


async def test_rule_14_an_effect_is_judged_after_verification_and_on_a_ground(world, lead, action):
    early = await reviewed(lead, action)
    await verified(lead, action)
    groundless = await reviewed(lead, action, people_said=None)
    at_once = await reviewed(lead, action, verdict="sustained")

    await forbidden(world, early, "action-not-verified")
    await forbidden(world, groundless, "verdict-without-ground", "/measures")
    await forbidden(world, at_once, "nothing-to-sustain", "/verdict")


async def test_rule_14_what_was_effective_may_be_sustained(lead, action):
    await verified(lead, action)
    recorded(await reviewed(lead, action))

    told = recorded(await reviewed(lead, action, verdict="sustained"))

    assert [one["verdict"] for one in told["effectiveness"]] == ["effective", "sustained"]


async def test_rule_15_a_date_does_not_move_unexplained(world, lead, action):
    unexplained = await said(lead, action, "due-dates", {"due_on": "2025-06-30"})
    same = {"due_on": "2025-05-15", "reason": "The supplier slipped."}
    unmoved = await said(lead, action, "due-dates", same)

    await forbidden(world, unexplained, "validation", "/reason")
    await forbidden(world, unmoved, "due-date-unchanged", "/due_on")


async def test_rule_15_a_moved_date_keeps_the_first_and_is_told_against_both(lead, action):
    later = {"due_on": "2025-06-30", "reason": "The supplier slipped."}
    recorded(await said(lead, action, "due-dates", later))

    told = await done(lead, action)

    assert (told["due_on"], told["original_due_on"]) == ("2025-06-30", "2025-05-15")
    assert (told["on_time"], told["on_original_time"]) == (True, False)


async def test_rule_16_nobody_drops_an_action_on_serious_harm_unless_a_role_accepts_it(world, lead):
    incident = await reported(lead, **SERIOUS)
    action = await agreed(lead, await found(lead, await opened(lead, incident)))
    body = {"reason": "The service closes."}

    dropped = await said(lead.acting_for(MANAGER), action, "cancellations", body)

    await forbidden(world, dropped, "risk-not-accepted", "/risk_accepted_by")


async def test_rule_16_an_action_is_cancelled_where_a_role_accepts_the_risk(lead):
    incident = await reported(lead, **SERIOUS)
    action = await agreed(lead, await found(lead, await opened(lead, incident)))
    body = {"reason": "The service closes.", "risk_accepted_by": "nominated_individual"}

    recorded(await said(lead.acting_for(MANAGER), action, "cancellations", body))

    told = await now(lead, action)
    assert told["cancelled"]["risk_accepted_by"] == "nominated_individual"
