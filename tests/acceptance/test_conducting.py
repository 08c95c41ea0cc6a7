"""How an investigation is conducted: chronology, lead, revisions, advice, and giving it up."""

import pytest

from tests.acceptance.improving import (
    FINDING,
    LEAD,
    MANAGER,
    NOMINATED,
    agreed,
    an_investigation,
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
)
from tests.acceptance.world import pretty

NOTE = {
    "when": "2026-03-01T21:10:00+00:00",
    "source": "daily_notes",
    "kind": "visit",
    "text": "Found the door open.",
}
CASE = {
    "first_noticed": {"at": "2026-03-02T07:40:00+00:00", "by": "staff"},
    "organisation_aware": {"at": "2026-03-02T08:10:00+00:00", "role": "on_call_manager"},
    "what_happened": "The tablets of the evening were on the table.",
    "wishes": {"asked": "asked_and_expressed", "asked_of": "adult", "text": "To stay at home."},
}


async def chronology(caller, investigation):
    answer = await caller.get(f"{path(investigation)}/chronology")
    assert answer.status_code == 200, pretty(answer)
    return answer.json()["data"]


async def s42(caller, investigation):
    answer = await caller.get(f"{path(investigation)}/s42-report")
    assert answer.status_code == 200, pretty(answer)
    return answer.json()


async def test_a_chronology_merges_its_own_entries_with_the_facts_of_the_incident(lead):
    investigation = await opened(lead, await reported(lead, **CASE))
    recorded(await said(lead, investigation, "chronology-entries", NOTE))

    told = await chronology(lead, investigation)

    assert [one["what"] for one in told][:3] == ["visit", "first_noticed", "organisation_aware"]
    assert (told[0]["source"], told[0]["incident"]) == ("daily_notes", None)
    assert told[1]["fact"] == "incident.reported.v1"
    assert "Found the door open." not in str(told)


async def test_words_of_the_chronology_are_opened_by_an_unsealing(lead):
    investigation = await opened(lead, await reported(lead))
    told = recorded(await said(lead, investigation, "chronology-entries", NOTE))
    [entry] = told["chronology_entries"]

    wanted = {"body_ids": [entry["text"]["id"]], "purpose": "safeguarding"}
    opened_body = await lead.acting_for(MANAGER).post("/v1/unsealings", wanted)

    [body] = opened_body.json()["data"]
    assert (body["text"], body["kind"]) == ("Found the door open.", "narrative")


async def test_where_several_cases_are_looked_at_words_say_whose_they_are(lead):
    first, second = await reported(lead, "CS-1"), await reported(lead, "CS-2")
    investigation = await opened(lead, first, second)

    unsaid = await said(lead, investigation, "chronology-entries", NOTE)
    body = {**NOTE, "incident": second["id"]}
    told = recorded(await said(lead, investigation, "chronology-entries", body))

    assert refused(unsaid) == (409, "case-not-named", ["/incident"])
    assert told["chronology_entries"][0]["incident"] == second["id"]


async def test_an_incident_entered_in_error_tells_nothing_in_the_chronology(lead):
    incident = await reported(lead, **CASE)
    investigation = await opened(lead, incident)
    body = {"because": "test", "reason": "It was a test."}
    recorded(await said(lead.acting_for(MANAGER), incident, "entered-in-error", body))

    assert await chronology(lead, investigation) == []


async def test_whoever_led_it_before_does_not_sign_it_off(lead):
    investigation = await found(lead, await opened(lead))
    body = {
        "lead": {"role": "registered_manager", "staff_ref": "m01"},
        "lead_independent": False,
        "reason": "The first lead is on leave.",
    }
    changed = recorded(await said(lead, investigation, "leads", body))
    await completed(lead, investigation)

    former = await said(lead.acting_for(LEAD), investigation, "sign-offs", {})
    present = await said(lead.acting_for(MANAGER), investigation, "sign-offs", {})

    assert changed["lead"]["role"] == "registered_manager"
    assert [one["reason"] for one in changed["lead_changes"]] == ["The first lead is on leave."]
    assert [one["rule"] for one in changed["advice"]] == ["lead_not_independent"]
    assert {refused(former)[1], refused(present)[1]} == {"signed-off-by-lead"}
    assert (await signed_off(lead, investigation))["state"] == "signed_off"


async def test_a_revised_finding_says_what_it_said_before_and_why(lead):
    investigation = await found(lead, await opened(lead))
    finding = investigation["findings"][0]
    body = {
        **FINDING,
        "text": "Nobody had been told.",
        "evidence": finding["evidence"],
        "finding": finding["id"],
        "reason": "Two more interviews.",
    }

    told = recorded(await said(lead, investigation, "finding-revisions", body))

    [revised] = told["findings"]
    assert (revised["id"], revised["text"]) == (finding["id"], "Nobody had been told.")
    [before] = revised["revisions"]
    assert (before["text"], before["reason"]) == (FINDING["text"], "Two more interviews.")


async def test_advice_on_a_finding_blocks_nothing_and_is_set_aside_for_a_reason(lead):
    investigation = await found(lead, await opened(lead), level="individual")
    finding = investigation["findings"][0]["id"]
    aside = {"finding": finding, "rule": "only_individual_level", "reason": "A first shift."}

    told = recorded(await said(lead, investigation, "advice-set-aside", aside))
    stray = await said(lead, investigation, "advice-set-aside", {**aside, "rule": "ground_lost"})

    advice = {one["rule"]: one["set_aside"] for one in told["findings"][0]["advice"]}
    assert advice["only_individual_level"] == "A first shift."
    assert advice["no_secondary_factor"] is None
    assert refused(stray) == (409, "no-such-advice", ["/rule"])
    assert (await completed(lead, investigation))["state"] == "completed"


async def test_a_recommendation_from_outside_is_answered_like_a_finding(lead):
    investigation = await opened(lead, origin="outside_review", pointer={"ref": "SAB-2026-4"})
    body = {
        "made_by": "safeguarding_adults_board",
        "ref": "R-4",
        "factor": "communication",
        "level": "organisational",
        "text": "Read the notes of the weekend on Monday morning.",
    }

    told = recorded(await said(lead, investigation, "outside-recommendations", body))
    action = await agreed(lead, told)

    [finding] = (await now(lead, investigation))["findings"]
    assert finding["recommendation"] == {"made_by": "safeguarding_adults_board", "ref": "R-4"}
    assert (finding["state"], finding["actions"]) == ("answered", [action["id"]])
    assert told["pointer"]["ref"] == "SAB-2026-4"
    assert told["evidence"][0]["kind"] == "outside_report"


async def test_an_investigation_points_to_the_audit_it_began_with(lead):
    audit = await audited(lead)
    pointer = {"pointer": {"audit": audit["id"]}}

    begun = await opened(lead, origin="audit", **pointer)
    body = an_investigation(origin="complaint", **pointer)
    elsewhere = await lead.post("/v1/investigations", body)
    named = an_investigation(origin="complaint", pointer={"ref": "NHS9990010013"})
    identified = await lead.post("/v1/investigations", named)

    assert begun["pointer"]["audit"] == audit["id"]
    assert refused(elsewhere) == (422, "origin-points-elsewhere", ["/pointer/audit"])
    assert refused(identified) == (422, "validation", ["/pointer/ref"])


async def test_that_nothing_is_looked_into_is_decided_for_a_reason_and_signed_off(lead):
    incident = await reported(lead)
    decided = await opened(lead, incident, method="none", why="It happened once, years ago.")

    evidence = await said(lead, decided, "evidence", {"kind": "interview"})
    told = await signed_off(lead, decided)

    assert refused(evidence)[:2] == (409, "no-response-chosen")
    assert told["state"] == "signed_off"
    closed = await said(lead.acting_for(MANAGER), incident, "closures", {})
    assert closed.status_code == 201, pretty(closed)


async def test_a_stopped_investigation_lets_the_case_close_once_its_findings_are_answered(lead):
    incident = await reported(lead)
    investigation = await found(lead, await opened(lead, incident))
    why = {"reason": "The police asked us to wait."}

    told = recorded(await said(lead.acting_for(NOMINATED), investigation, "stops", why))
    unanswered = await said(lead.acting_for(MANAGER), incident, "closures", {})
    await agreed(lead, investigation)
    closed = await said(lead.acting_for(MANAGER), incident, "closures", {})

    assert (told["state"], told["stopped"]["reason"]) == ("stopped", why["reason"])
    assert refused(unanswered)[:2] == (409, "finding-unanswered")
    assert closed.status_code == 201, pretty(closed)


@pytest.mark.parametrize(
    ("section", "what"),
    [
        ("what_happened", "what_happened"),
        ("immediate_protection", "safe_now"),
        ("wishes_of_the_adult", "wishes"),
        ("chronology", "happenings"),
        ("findings", "finding"),
        ("actions", "action"),
    ],
)
async def test_the_report_to_the_council_gives_what_is_there(lead, section, what):
    investigation = await found(lead, await opened(lead, await reported(lead, **CASE)))
    await agreed(lead, investigation)

    told = await s42(lead, investigation)

    [given] = [one for one in told["sections"] if one["section"] == section]
    assert what in [one["what"] for one in given["given"]]
    assert given["missing"] is None


async def test_the_report_to_the_council_says_what_is_missing_and_why(lead):
    incident = await reported(lead)
    decision = {
        "decision": "s42_enquiry",
        "led_by": "provider",
        "report_due_on": "2026-04-10",
    }
    recorded(await said(lead, incident, "council-decisions", decision))
    method = {"method": "s42_enquiry_caused", "why": "The council caused us to enquire."}
    investigation = await opened(lead, incident, **method)

    told = await s42(lead, investigation)

    missing = {one["section"] for one in told["sections"] if one["missing"]}
    assert missing == {
        "what_happened",
        "wishes_of_the_adult",
        "findings",
        "actions",
        "learning",
        "outcome",
    }
    assert told["due_on"] == "2026-04-10"
    assert the_finding(await found(lead, investigation))
    assert "findings" not in {
        one["section"] for one in (await s42(lead, investigation))["sections"] if one["missing"]
    }


@pytest.mark.parametrize("what", ["chronology", "s42-report"])
async def test_what_is_read_of_an_investigation_takes_no_parameters(lead, what):
    investigation = await opened(lead)

    answer = await lead.get(f"{path(investigation)}/{what}?as_of=2026-01-01")

    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/unknown-parameter"
