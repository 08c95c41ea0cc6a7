"""What becomes of an incident after its report, told over HTTP as a safeguarding lead does."""

import pytest

from tests.acceptance.improving import MANAGER, now, opened, recorded, refused, reported, said

CONCERN = {
    "kind": "safeguarding_concern",
    "organisation_aware": {"at": "2026-03-02T08:10:00+00:00", "role": "on_call_manager"},
    "raised_by": {"staff_ref": "w08", "role": "support_worker", "anonymous": False},
    "people": [
        {"ref": "c1", "is": ["adult_at_risk"], "placed_by": ["northmere", "westvale"]},
        {
            "ref": "c2",
            "is": ["adult_at_risk", "alleged_to_have_caused_harm"],
            "self_funded": True,
        },
    ],
    "council_area": "northmere",
    "harm": {"physical": "low", "psychological": "moderate", "association": "caused"},
    "wishes": {"asked": "asked_and_expressed", "asked_of": "adult", "lacked_capacity": "no"},
}
OUTCOME = {
    "received_from": "council",
    "risk_assessment": "risk_identified_action",
    "risk_outcome": "reduced",
    "outcomes_achieved": "fully_achieved",
    "allegation": "partially_substantiated",
}


@pytest.fixture
async def manager(lead):
    return lead.acting_for(MANAGER)


async def closed(manager, incident):
    return recorded(await said(manager, incident, "closures", {"reason": "All was done."}))


async def test_a_case_is_closed_reopened_and_closed_again(manager):
    incident = await closed(manager, await reported(manager))
    body = {"reason": "The council asked for more.", "at": "2026-02-03T10:15:00+00:00"}

    reopened = recorded(await said(manager, incident, "reopenings", body))
    again = await closed(manager, incident)

    assert (incident["state"], reopened["state"], again["state"]) == ("closed", "open", "closed")
    first, second = again["closures"]
    assert first["reopened"]["reason"] == body["reason"]
    assert second["reopened"] is None
    assert (await now(manager, incident))["closures"] == again["closures"]


async def test_only_a_closed_case_is_reopened_and_only_by_somebody(lead, manager):
    incident = await reported(lead)
    reason = {"reason": "More is to be done."}

    assert refused(await said(manager, incident, "reopenings", reason))[:2] == (409, "not-closed")
    assert refused(await said(lead, incident, "reopenings", reason))[1] == "actor-required"


async def test_an_investigation_covers_a_case_only_after_it_was_reopened(manager):
    incident = await closed(manager, await reported(manager))
    recorded(await said(manager, incident, "reopenings", {"reason": "It happened again."}))

    investigation = await opened(manager, incident)

    assert refused(await said(manager, incident, "closures", {}))[1] == "investigation-open"
    assert investigation["incidents"] == [incident["id"]]


async def test_a_report_says_where_it_was_who_placed_whom_and_who_is_both(lead):
    incident = await now(lead, await reported(lead, **CONCERN))

    first, both = incident["people"]
    assert incident["council_area"] == "northmere"
    assert (first["placed_by"], first["self_funded"]) == (["northmere", "westvale"], None)
    assert (both["placed_by"], both["self_funded"]) == ([], True)
    assert both["is"] == ["adult_at_risk", "alleged_to_have_caused_harm"]
    assert incident["harm"] == CONCERN["harm"]


async def test_an_anonymous_report_and_one_that_speaks_up_are_told_apart(lead):
    for ref, anonymous, speaking_up in (("A", True, False), ("B", False, True), ("C", True, True)):
        raised = {"role": "cook", "anonymous": anonymous, "speaking_up": speaking_up}
        incident = await now(lead, await reported(lead, ref, raised_by=raised))

        read = incident["raised_by"]
        assert (read["anonymous"], read["speaking_up"]) == (anonymous, speaking_up)
        assert bool(incident["feedback"]) is not anonymous


async def test_everybody_to_whom_word_is_owed_has_a_clock_until_they_are_told(lead):
    incident = await now(lead, await reported(lead, **CONCERN))
    owed = [one["recipient"] for one in incident["feedback"]]
    body = {"recipient": "reporter", "outcome": "given", "by": "registered_manager"}

    told = recorded(await said(lead, incident, "feedback", body))

    assert owed == ["reporter", "adult", "adult", "alleged_to_have_caused_harm"]
    reporter, *others = told["feedback"]
    assert reporter["owed_since"] == "2026-03-02T08:10:00Z"
    assert reporter["due_by"] == "2026-03-09T23:59:59.999999Z"
    assert reporter["told"]["by"] == "registered_manager"
    assert all(one["told"] is None for one in others)


async def test_one_adult_is_told_and_another_could_not_be(lead):
    incident = await now(lead, await reported(lead, **CONCERN))
    first, second = (one["id"] for one in incident["people"])
    told = {"recipient": "adult", "person": first, "outcome": "given", "by": "deputy_manager"}
    not_told = {**told, "person": second, "outcome": "not_possible"}

    recorded(await said(lead, incident, "feedback", told))
    answer = await said(lead, incident, "feedback", not_told)
    assert refused(answer) == (422, "feedback-reason-missing", ["/reason"])
    reason = {"reason": "They moved away and left no address."}
    settled = recorded(await said(lead, incident, "feedback", not_told | reason))

    by_person = {one["person"]: one["told"] for one in settled["feedback"] if one["person"]}
    assert by_person[first]["outcome"] == "given"
    assert settled["feedback"][2]["told"]["reason"] == reason["reason"]


async def test_the_family_is_told_once_the_adult_agreed(lead):
    incident = await reported(lead, **CONCERN)
    body = {"agreed": True, "decided_by": "adult"}

    agreed = recorded(await said(lead, incident, "family-sharing", body))

    assert agreed["family_sharing"]["agreed"] is True
    assert "family" in [one["recipient"] for one in agreed["feedback"]]


async def test_support_is_offered_and_answered(lead):
    incident = await reported(lead, **CONCERN)
    offer = {"to": "adult", "support": "advocacy", "answer": "offered"}

    recorded(await said(lead, incident, "support-offers", offer))
    answered = recorded(
        await said(lead, incident, "support-offers", {**offer, "answer": "declined"})
    )

    [support] = answered["support"]
    assert (support["to"], support["answer"]) == ("adult", "declined")


async def test_a_council_decides_on_an_enquiry_and_says_what_came_of_it(lead):
    incident = await reported(lead, **CONCERN)
    decision = {"decision": "s42_enquiry", "led_by": "provider", "report_due_on": "2026-04-10"}

    decided = recorded(await said(lead, incident, "council-decisions", decision))
    early = recorded(
        await said(lead, incident, "enquiry-outcomes", {**OUTCOME, "allegation": None})
    )
    last = recorded(await said(lead, incident, "enquiry-outcomes", OUTCOME))

    assert decided["enquiry"]["due_on"] == "2026-04-10"
    assert (decided["enquiry"]["concluded"], last["enquiry"]["concluded"]) == (False, True)
    assert [one["allegation"] for one in last["enquiry_outcomes"]] == [
        None,
        "partially_substantiated",
    ]
    assert early["enquiry_outcomes"] == last["enquiry_outcomes"][:1]


async def test_wishes_that_nobody_expressed_were_not_achieved(lead):
    incident = await reported(lead)

    answer = await said(lead, incident, "enquiry-outcomes", OUTCOME)

    assert refused(answer) == (409, "outcomes-not-expressed", ["/outcomes_achieved"])


async def test_every_classification_is_kept_with_its_tool_and_reason(lead):
    incident = await reported(lead)
    first = {"kind": "low_level_concern", "decided_by": "team_leader"}
    tool = {"name": "Northmere thresholds", "version": "2.1"}
    second = {"kind": "safeguarding_concern", "decided_by": "safeguarding_lead"}
    second |= {"threshold_tool": tool, "reason": "It meets the first two criteria."}

    recorded(await said(lead, incident, "classifications", first))
    judged = recorded(await said(lead, incident, "classifications", second))

    assert [one["kind"] for one in judged["classifications"]] == [
        "low_level_concern",
        "safeguarding_concern",
    ]
    assert judged["classification"] == judged["classifications"][-1]
    assert judged["classification"]["threshold_tool"] == tool
    assert judged["classification"]["reason"] == second["reason"]


async def test_a_time_that_looks_wrong_is_confirmed_by_somebody(manager):
    incident = await reported(
        manager,
        first_noticed={"at": "2026-03-02T09:00:00+00:00"},
        organisation_aware={"at": "2026-03-02T08:10:00+00:00"},
    )
    body = {"times": ["organisation_aware"], "reason": "The worker wrote it down later."}

    confirmed = recorded(await said(manager, incident, "time-confirmations", body))

    assert [issue["code"] for issue in incident["issues"]] == ["time_suspect"]
    assert confirmed["issues"] == []
    assert confirmed["organisation_aware"]["suspect"] is False
    again = await said(manager, incident, "time-confirmations", body)
    assert refused(again) == (409, "time-not-suspect", ["/times"])


async def test_the_days_for_feedback_are_the_providers_own_once_it_has_decided(lead):
    incident = await reported(lead, **CONCERN)
    days = {"policy": "feedback", "value": {"days": {"reporter": 3}}}

    recorded(await lead.acting_for(MANAGER).post("/v1/policies", days))

    reporter, adult, *_ = (await now(lead, incident))["feedback"]
    assert reporter["due_by"] == "2026-03-05T23:59:59.999999Z"
    assert adult["due_by"] == "2026-03-30T22:59:59.999999Z"
