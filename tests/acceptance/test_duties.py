"""Who has to be told of an incident, as a safeguarding lead and an inspector ask for it."""

from typing import Any

import pytest

from api.scope import CredentialKind
from tests.acceptance.improving import MANAGER, Said, now, path, recorded, refused, said

MONDAY, THURSDAY = "2025-03-03T09:00:00+00:00", "2025-03-06T09:00:00+00:00"
CONCERN = {
    "kind": "safeguarding_concern",
    "source": {"recorded_at": "2025-04-28T09:30:00+00:00"},
    "first_noticed": {"at": "2025-04-26T08:10:00+00:00"},
    "organisation_aware": {"at": "2025-04-28T07:30:00+00:00"},
    "risks": [{"type": "neglect_and_acts_of_omission"}],
    "immediate_actions": {"safe_now": "yes"},
}


async def reported(caller, **more: Any) -> Said:
    return recorded(await caller.report({"source_ref": "CS-1", **CONCERN, **more}))


async def told(caller, incident: Said, **body: Any) -> Said:
    return recorded(await said(caller, incident, "external-reports", body))


async def duties(caller, incident: Said, query: str = "") -> dict[str, Said]:
    answer = await caller.get(f"{path(incident)}/duties{query}")
    assert answer.status_code == 200, answer.text
    return {one["duty"]: one for one in answer.json()["duties"]}


async def test_a_fall_of_monday_that_becomes_a_concern_on_thursday(lead):
    fall = await reported(
        lead,
        kind="other_incident",
        source={"recorded_at": MONDAY},
        first_noticed={"at": "2025-03-03T08:30:00+00:00"},
        organisation_aware={"at": MONDAY},
    )
    assert await duties(lead, fall) == {}
    concern = {"kind": "safeguarding_concern", "decided_by": "safeguarding_lead", "at": THURSDAY}
    recorded(await said(lead, fall, "classifications", concern))
    body = {"body": "council_safeguarding", "at": "2025-03-06T11:00:00+00:00"}
    await told(lead, fall, **body)

    found = await duties(lead, fall)

    council = found["la_safeguarding"]
    assert council["delay"] == {
        "noticing_hours": 0.5,
        "classification_hours": 72.0,
        "reporting_hours": 2.0,
    }
    assert council["clock_start"] == "2025-03-03T09:00:00Z"
    assert council["instants"]["duty_identified"] == "2025-03-06T09:00:00Z"
    assert council["internal"]["met"] is False
    assert council["legal"] == {
        "standard": "without_delay",
        "within": None,
        "due_at": None,
        "due_on": None,
        "no_date": None,
        "met": None,
    }


async def test_each_body_has_its_own_duty_and_its_own_clock(lead):
    acting = lead.acting_for(MANAGER)
    incident = await reported(lead)
    opinion = {"opinion_by": "hospital_doctor", "opinion_at": "2025-04-28T10:50:00+00:00"}
    for duty in ("cqc_reg18_serious_injury", "duty_of_candour_in_person"):
        recorded(await said(acting, incident, "duties", {"duty": duty, **opinion}))
    await told(lead, incident, duty="la_safeguarding", at="2025-04-28T11:30:00+00:00")
    late = {"at": "2025-04-29T12:00:00+00:00", "late_reason": "The portal was down overnight."}
    await told(lead, incident, duty="cqc_reg18_abuse", **late)
    for step, at in ((1, "2025-04-29T14:00:00+00:00"), (6, "2025-05-02T12:00:00+00:00")):
        recorded(await said(acting, incident, "candour-steps", {"step": step, "at": at}))

    found = await duties(lead, incident)

    assert {
        duty: (one["status"], one["elapsed_hours"], one["internal"]["met"])
        for duty, one in found.items()
        if one["made"]
    } == {
        "la_safeguarding": ("made", 4.0, True),
        "cqc_reg18_abuse": ("made_late", 28.5, False),
        "duty_of_candour_in_person": ("made_late", 30.5, False),
        "duty_of_candour_written": ("made", 100.5, True),
    }
    assert found["cqc_reg18_abuse"]["made"]["late_reason"] == "The portal was down overnight."
    assert found["cqc_reg18_serious_injury"]["status"] == "overdue_internally"
    assert found["cqc_reg18_serious_injury"]["identified"]["opinion_by"] == "hospital_doctor"


async def test_an_answer_is_kept_as_they_wrote_it_with_who_gave_it(lead):
    incident = await reported(lead)
    report = (await told(lead, incident, duty="cqc_reg18_abuse"))["reported_to"][-1]
    assert report["body"] == "cqc"
    answer = {"report": report["id"], "their_ref": "ENQ1-00000012345", "issuer": "cqc_enq"}
    answered = recorded(await said(lead, incident, "acknowledgements", answer))

    made = (await duties(lead, incident))["cqc_reg18_abuse"]

    assert made["status"] == "acknowledged"
    assert (made["made"]["their_ref"], made["made"]["issuer"]) == ("ENQ1-00000012345", "cqc_enq")
    assert answered["reported_to"][-1]["acknowledged"]["issuer"] == "cqc_enq"


async def test_a_concern_is_closed_once_everybody_was_told_or_ruled_out(lead):
    acting = lead.acting_for(MANAGER)
    incident = await reported(lead)
    assert refused(await said(acting, incident, "closures", {}))[:2] == (409, "duty-unanswered")
    await told(lead, incident, body="council_safeguarding")
    recorded(await said(lead, incident, "council-decisions", {"decision": "no_further_action"}))
    assert refused(await said(acting, incident, "closures", {}))[:2] == (409, "duty-unanswered")

    ruled_out = {
        "duties": ["cqc_reg18_abuse"],
        "reason": "The service is not registered.",
        "decided_by": "registered_manager",
    }
    recorded(await said(acting, incident, "ruled-out-duties", ruled_out))
    found = (await duties(lead, incident))["cqc_reg18_abuse"]

    assert found["status"] == "ruled_out"
    assert found["ruled_out"]["reason"] == "The service is not registered."
    closed = recorded(await said(acting, incident, "closures", {}))
    assert closed["state"] == "closed"


async def test_a_duty_that_was_ruled_out_is_identified_again(lead):
    acting = lead.acting_for(MANAGER)
    incident = await reported(lead, kind="other_incident")
    out = {"duties": ["police"], "reason": "No crime is seen.", "decided_by": "registered_manager"}
    recorded(await said(acting, incident, "ruled-out-duties", out))

    recorded(await said(acting, incident, "duties", {"duty": "police"}))

    found = (await duties(lead, incident))["police"]
    assert (found["status"], found["ruled_out"]) == ("overdue_internally", None)
    assert found["identified"]["rules"] == 1


@pytest.mark.parametrize(
    ("fact", "body", "code", "pointer"),
    [
        ("duties", {"duty": "cqc_reg18_serious_injury"}, "opinion-required", "/opinion_by"),
        ("duties", {"duty": "dbs_referral"}, "duty-conditions-not-met", "/conditions"),
        (
            "duties",
            {"duty": "police", "commissioner_ref": "northmere"},
            "commissioner-not-asked",
            "/commissioner_ref",
        ),
        ("candour-steps", {"step": 1, "outcome": "declined"}, "attempts-required", "/attempts"),
        (
            "external-reports",
            {"duty": "cqc_reg18_abuse", "body": "police"},
            "duty-of-another-body",
            "/duty",
        ),
        ("external-reports", {"duty": "duty_of_candour_written"}, "candour-by-steps", "/duty"),
    ],
)
async def test_the_body_alone_shows_what_is_wrong(lead, fact, body, code, pointer):
    incident = await reported(lead)

    answer = await said(lead.acting_for(MANAGER), incident, fact, body)

    assert refused(answer) == (422, code, [pointer])


async def test_the_letter_of_candour_does_not_come_first(lead):
    incident = await reported(lead)

    answer = await said(lead.acting_for(MANAGER), incident, "candour-steps", {"step": 6})

    assert refused(answer) == (409, "written-before-in-person", ["/step"])


async def test_what_was_told_is_not_ruled_out(lead):
    incident = await reported(lead)
    await told(lead, incident, body="council_safeguarding")
    out = {"duties": ["la_safeguarding"], "reason": "No.", "decided_by": "registered_manager"}

    answer = await said(lead.acting_for(MANAGER), incident, "ruled-out-duties", out)

    assert refused(answer) == (409, "duty-already-met", ["/duties/0"])


async def test_a_judgement_on_a_duty_says_whose_it_is_and_on_what(lead):
    incident = await reported(lead)
    place, body = f"{path(incident)}/duties", {"duty": "police"}

    nobody = await lead.post(place, body, If_Match="*")
    blind = await lead.acting_for(MANAGER).post(place, body)

    assert refused(nobody)[:2] == (400, "actor-required")
    assert refused(blind)[:2] == (428, "precondition-required")


async def test_at_an_earlier_moment_it_was_not_late_yet(lead):
    incident = await reported(lead)
    await told(lead, incident, body="council_safeguarding", at="2025-04-29T12:00:00+00:00")

    async def council(as_of: str) -> tuple[str, float, bool | None]:
        found = (await duties(lead, incident, f"?as_of={as_of}"))["la_safeguarding"]
        return found["status"], found["elapsed_hours"], found["internal"]["met"]

    assert await council("2025-04-28T19:30:00Z") == ("owed", 12.0, None)
    assert await council("2025-04-29T08:30:00Z") == ("overdue_internally", 25.0, False)
    assert await council("2025-05-29T08:30:00Z") == ("made_late", 28.5, False)


async def test_a_contract_and_a_target_of_the_provider_s_own_count_here(lead):
    acting = lead.acting_for(MANAGER)
    within = {"amount": 1, "unit": "working_days"}
    rule = {"commissioner": "northmere", "kind": "safeguarding_concern", "within": within}
    for policy, value in (
        ("commissioners_rules", {"rules": [rule]}),
        ("internal_targets", {"hours": {"la_safeguarding": 4}}),
    ):
        sent = {"policy": policy, "value": value}
        recorded(await acting.post("/v1/policies", sent, If_Match="*"))
    placed = [{"ref": "p-1", "is": ["adult_at_risk"], "placed_by": ["northmere", "southcombe"]}]
    incident = await reported(lead, people=placed)

    answer = await lead.get(f"{path(incident)}/duties?as_of=2025-04-28T12:30:00Z")
    found = answer.json()["duties"]

    theirs = {one["commissioner_ref"]: one for one in found if one["commissioner_ref"]}
    assert theirs["northmere"]["legal"]["due_on"] == "2025-04-29"
    assert (theirs["northmere"]["status"], theirs["southcombe"]["status"]) == ("owed", "to_judge")
    assert found[0]["internal"]["target_hours"] == 4
    assert found[0]["status"] == "overdue_internally"


async def test_a_form_is_filled_from_the_facts_without_a_name(lead):
    tenant = {
        "ref": "client-8812",
        "is": ["adult_at_risk", "alleged_to_have_caused_harm"],
        "identity": {"name": "Ann Example", "nhs_number": "9990010013"},
    }
    incident = await reported(lead, people=[tenant])

    draft = (await lead.get(f"{path(incident)}/notification-drafts/cqc_reg18_abuse")).json()

    person = (await now(lead, incident))["people"][0]["id"]
    assert f"Code {person[-7:].upper()}: adult at risk" in draft["text"]
    assert "Example" not in draft["text"]
    assert "9990010013" not in draft["text"]
    assert [one["pointer"] for one in draft["missing"]] == [
        "/service",
        "/occurred",
        "/harm",
        "/circumstances",
    ]


async def test_only_a_duty_that_there_is_has_a_form(lead):
    incident = await reported(lead)

    answer = await lead.get(f"{path(incident)}/notification-drafts/fire_brigade")

    assert refused(answer)[:2] == (404, "not-found")


async def test_the_rules_are_read_as_they_are_and_at_a_version(care_system):
    rules = (await care_system.get("/v1/duties")).json()

    assert rules["version"] == 1
    assert (await care_system.get("/v1/duties/1")).json() == rules
    assert (await care_system.get("/v1/duties/9")).status_code == 404
    ico = next(one for one in rules["duties"] if one["duty"] == "ico_72_hours")
    assert ico["within"] == {"amount": 72, "unit": "hours"}
    assert ico["target_hours"] == 24


async def test_duties_are_seen_by_whoever_sees_the_incident(world, lead):
    restricted = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    incident = await reported(lead, restricted=restricted)
    other = await world.caller(CredentialKind.CARE_SYSTEM, "another")

    for place in ("duties", "notification-drafts/cqc_reg18_abuse"):
        there = f"{path(incident)}/{place}"
        assert (await lead.get(there)).status_code == 200
        assert (await other.get(there)).status_code == 404
        assert (await lead.acting_for("support_worker/w21").get(there)).status_code == 404
