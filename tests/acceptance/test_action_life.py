"""An action after it was agreed: put off, handed on, judged, reopened, cancelled."""

from datetime import date, timedelta

import pytest

from tests.acceptance.improving import (
    ACTION,
    LEAD,
    MANAGER,
    NOMINATED,
    TRAINER,
    agreed,
    audited,
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

SERIOUS = {"harm": {"physical": "none", "psychological": "moderate"}}
MEASURE = {
    "kind": "reported",
    "name": "Supervision records in which boundaries were discussed",
    "how": "Twelve records drawn at random each month.",
    "measured_in": "proportion",
    "chart": "p",
    "improvement": "increase",
    "cadence": "month",
}


@pytest.fixture
async def action(lead):
    made = {"due_on": "2025-05-15", "at": "2025-03-03"}
    return await agreed(lead, await found(lead, await opened(lead)), **made)


async def verified(lead, action, at="2025-05-01"):
    done = {"evidence": "The form is in use.", "at": at}
    recorded(await said(lead.acting_for(TRAINER), action, "completions", done))
    seen = {"at": at, "evidence": "Twelve forms were sampled."}
    return recorded(await said(lead.acting_for(NOMINATED), action, "verifications", seen))


async def reviewed(lead, action, **more):
    body = {"verdict": "effective", "people_said": "They know whom to ask now.", **more}
    return await said(lead.acting_for(NOMINATED), action, "effectiveness-reviews", body)


async def test_a_postponed_action_is_told_against_both_dates(lead, action):
    body = {
        "due_on": "2025-06-30",
        "reason": "The supplier slipped.",
        "interim_control": "The on-call lead reads all notes.",
    }

    put_off = recorded(await said(lead, action, "due-dates", body))
    done = recorded(
        await said(lead.acting_for(TRAINER), action, "completions", {"at": "2025-06-12"})
    )

    assert (put_off["due_on"], put_off["original_due_on"]) == ("2025-06-30", "2025-05-15")
    [change] = put_off["due_changes"]
    assert (change["before"], change["due_on"]) == ("2025-05-15", "2025-06-30")
    assert change["interim_control"] == body["interim_control"]
    assert (put_off["on_time"], put_off["on_original_time"]) == (None, None)
    assert (done["on_time"], done["on_original_time"]) == (True, False)


async def test_it_is_started_and_handed_on(lead, action):
    started = recorded(await said(lead, action, "starts", {"at": "2026-03-09"}))
    owner = {"owner": {"role": "registered_manager", "staff_ref": "m01"}}
    handed = recorded(await said(lead, action, "owners", owner))

    assert (started["state"], started["started"]["at"]["at"]) == ("started", "2026-03-09")
    assert handed["owner"]["role"] == "registered_manager"
    recorded(await said(lead.acting_for(TRAINER), action, "completions", {}))
    by_owner = await said(lead.acting_for(MANAGER), action, "verifications", {})
    assert refused(by_owner)[:2] == (409, "verification-not-independent")


async def test_reviews_are_due_after_verification_and_verdicts_stand_beside_the_work(lead, action):
    seen = await verified(lead, action)

    first = recorded(await reviewed(lead, action, at="2025-07-31"))
    later = recorded(await reviewed(lead, action, verdict="sustained", day=180))

    assert [(one["day"], one["due_on"], one["held"]) for one in seen["reviews_due"]] == [
        (90, "2025-07-30", False),
        (180, "2025-10-28", False),
    ]
    assert seen["verified"]["evidence"] == "Twelve forms were sampled."
    assert [one["held"] for one in first["reviews_due"]] == [True, False]
    assert [one["verdict"] for one in later["effectiveness"]] == ["effective", "sustained"]
    assert (later["effectiveness"][0]["day"], later["state"]) == (91, "verified")


async def test_a_verdict_cites_a_measure_as_it_was_known(lead):
    measure = recorded(await lead.post("/v1/measures", MEASURE))
    late = recorded(await lead.post("/v1/measures", MEASURE))
    action = await agreed(
        lead, await found(lead, await opened(lead)), measure=None, measures=[measure["id"]]
    )
    named = recorded(await said(lead, action, "measures", {"measures": [late["id"]]}))
    await verified(lead, action)
    cited = [{"measure": measure["id"], "state": "special_cause_improvement"}]
    stray = [{"measure": "mea_0000000000000000000000000a", "state": "stable"}]
    known = {"as_known_at": "2025-08-01T09:00:00+00:00", "people_said": None}

    told = recorded(await reviewed(lead, action, measures=cited, **known))
    nowhere = await reviewed(lead, action, measures=stray)

    assert action["measures"] == [measure["id"]]
    assert named["measures"] == [measure["id"], late["id"]]
    [review] = told["effectiveness"]
    assert review["measures"] == [{**cited[0], "reading": None}]
    assert review["as_known_at"]["at"] == "2025-08-01T09:00:00Z"
    assert refused(nowhere) == (404, "not-found", ["/measures"])


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"people_said": None}, (422, "verdict-without-ground", ["/measures"])),
        ({"why_nobody_was_asked": "All have left."}, (422, "asked-or-not", ["/people_said"])),
        ({"verdict": "sustained"}, (409, "nothing-to-sustain", ["/verdict"])),
    ],
)
async def test_a_verdict_that_does_not_hold_is_refused(lead, action, more, refusal):
    await verified(lead, action)

    assert refused(await reviewed(lead, action, **more)) == refusal


async def test_its_effect_is_judged_after_verification_and_not_by_its_owner_alone(lead, action):
    early = await reviewed(lead, action)
    await verified(lead, action)
    body = {"verdict": "effective", "people_said": "It works."}
    alone = await said(lead.acting_for(TRAINER), action, "effectiveness-reviews", body)
    others = {"together_with": [{"role": "registered_manager", "staff_ref": "m01"}]}
    together = await said(
        lead.acting_for(TRAINER), action, "effectiveness-reviews", {**body, **others}
    )

    assert refused(early)[:2] == (409, "action-not-verified")
    assert refused(alone)[:2] == (409, "reviewed-by-owner-alone")
    assert together.status_code == 201, pretty(together)


async def test_a_reopened_action_is_done_again_and_its_verdicts_stay(lead, action):
    await verified(lead, action)
    recorded(await reviewed(lead, action))
    recorded(await reviewed(lead, action, verdict="not_sustained", day=181))
    body = {"reason": "Agency staff were not covered.", "due_on": "2027-01-16"}

    told = recorded(await said(lead.acting_for(LEAD), action, "reopenings", body))
    again = recorded(
        await said(lead.acting_for(TRAINER), action, "completions", {"at": "2025-11-20"})
    )

    assert (told["state"], told["due_on"], told["due_changes"]) == ("agreed", "2027-01-16", [])
    assert [one["verdict"] for one in again["effectiveness"]] == ["effective", "not_sustained"]
    assert (again["on_time"], again["on_original_time"]) == (True, True)
    assert [one["reason"] for one in again["reopened"]] == [body["reason"]]


async def test_a_finding_whose_only_action_is_cancelled_is_unanswered_again(lead):
    investigation = await found(lead, await opened(lead, await reported(lead)))
    action = await agreed(lead, investigation)
    body = {"reason": "The service closes."}

    gone = recorded(await said(lead.acting_for(MANAGER), action, "cancellations", body))

    assert (gone["state"], gone["cancelled"]["reason"]) == ("cancelled", body["reason"])
    [finding] = (await now(lead, investigation))["findings"]
    assert (finding["state"], finding["actions"]) == ("standing", [])
    again = await said(lead.acting_for(TRAINER), action, "completions", {})
    assert refused(again)[:2] == (409, "action-is-cancelled")


async def test_a_gap_whose_action_is_cancelled_is_unanswered_again(lead):
    audit = await audited(lead)
    gap = {"audit": audit["id"], "criterion": "boundaries_discussed"}
    action = recorded(await lead.post("/v1/actions", {**ACTION, "gaps": [gap]}))

    body = {"reason": "The tool is replaced."}
    recorded(await said(lead.acting_for(MANAGER), action, "cancellations", body))

    assert (await now(lead, audit))["unanswered_gaps"] == ["boundaries_discussed"]


async def test_not_acting_on_moderate_harm_needs_somebody_to_accept_the_risk(lead):
    mild, serious = await reported(lead, "CS-1"), await reported(lead, "CS-2", **SERIOUS)
    investigation = await opened(lead, mild, serious)
    only_mild = await agreed(lead, await found(lead, investigation, incidents=[mild["id"]]))
    both = await agreed(lead, await found(lead, investigation))
    manager, body = lead.acting_for(MANAGER), {"reason": "The service closes."}

    first = await said(manager, only_mild, "cancellations", body)
    unaccepted = await said(manager, both, "cancellations", body)
    accepted = {**body, "risk_accepted_by": "nominated_individual"}
    second = recorded(await said(manager, both, "cancellations", accepted))

    assert first.status_code == 201, pretty(first)
    assert refused(unaccepted) == (409, "risk-not-accepted", ["/risk_accepted_by"])
    assert second["cancelled"]["risk_accepted_by"] == "nominated_individual"


async def test_weaker_actions_are_asked_about_and_never_refused(lead):
    investigation = await found(lead, await opened(lead))
    weak = await agreed(lead, investigation, kind="training", title="Sessions on boundaries")
    [asked] = (await now(lead, investigation))["findings"][0]["advice"][-1:]
    aside = {"rule": "weaker_action", "reason": "A change of the form follows."}

    told = recorded(await said(lead, weak, "advice-set-aside", aside))
    await agreed(lead, investigation, kind="environment_change", title="A lockable drawer")

    assert [one["rule"] for one in weak["advice"]] == ["weaker_action"]
    assert "system_change" in weak["advice"][0]["proposes"]
    assert told["advice"][0]["set_aside"] == aside["reason"]
    assert asked["rule"] == "only_weaker_actions_for_finding"
    [finding] = (await now(lead, investigation))["findings"]
    assert "only_weaker_actions_for_finding" not in [one["rule"] for one in finding["advice"]]


async def test_strength_and_days_of_review_are_the_judgement_of_the_provider(lead):
    investigation = await found(lead, await opened(lead))
    body = {**ACTION, "findings": [the_finding(investigation)], "strength": "stronger"}
    reason = {"strength_reason": "The form cannot be saved without it.", "review_days": [30]}

    unexplained = recorded(await lead.post("/v1/actions", body))
    explained = recorded(await lead.post("/v1/actions", {**body, **reason}))
    backwards = await lead.post("/v1/actions", {**body, "review_days": [90, 30]})

    assert [one["rule"] for one in unexplained["advice"]] == ["stronger_without_reason"]
    assert (explained["advice"], explained["review_days"]) == ([], [30])
    assert refused(backwards) == (422, "review-days-out-of-order", ["/review_days"])


@pytest.mark.parametrize(
    ("fact", "body"),
    [
        ("effectiveness-reviews", {"verdict": "effective", "people_said": "Yes."}),
        ("reopenings", {"reason": "Not for agency staff.", "due_on": "2027-01-16"}),
        ("cancellations", {"reason": "The service closes."}),
    ],
)
async def test_a_judgement_of_an_action_names_who_and_on_what(lead, action, fact, body):
    where, somebody = f"{path(action)}/{fact}", lead.acting_for(NOMINATED)

    nobody = await lead.post(where, body, If_Match="*")
    blind = await somebody.post(where, body)
    late = await somebody.post(where, body, If_Match='"7"')

    assert refused(nobody)[:2] == (400, "actor-required")
    assert refused(blind)[:2] == (428, "precondition-required")
    assert refused(late)[:2] == (412, "version-conflict")


async def test_what_is_said_to_be_done_without_a_day_counts_on_the_day_it_was_recorded(lead):
    due = date.today() + timedelta(days=30)  # noqa: DTZ011 - far from any midnight
    action = await agreed(lead, await found(lead, await opened(lead)), due_on=due.isoformat())

    done = recorded(await said(lead.acting_for(TRAINER), action, "completions", {}))

    assert (done["completed"]["at"], done["on_time"]) == (None, True)
