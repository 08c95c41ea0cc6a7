"""Times that cannot be right are taken, named, and decide nothing."""

from typing import Any

import pytest

from tests.acceptance.improving import (
    LEAD,
    MANAGER,
    NOMINATED,
    TRAINER,
    agreed,
    found,
    opened,
    recorded,
    refused,
    reported,
    said,
)

AWARE = "2026-03-02T08:10:00+00:00"
CONCERN = {
    "kind": "safeguarding_concern",
    "organisation_aware": {"at": AWARE},
    "risks": [{"type": "neglect_and_acts_of_omission"}],
    "raised_by": {"staff_ref": "w08", "role": "support_worker"},
}


@pytest.fixture
async def manager(lead):
    return lead.acting_for(MANAGER)


async def the_duty(caller, incident) -> dict[str, Any]:
    answer = await caller.get(f"/v1/incidents/{incident['id']}/duties")
    return next(one for one in answer.json()["duties"] if one["duty"] == "la_safeguarding")


@pytest.mark.parametrize("at", ["2040-01-01T00:00:00+00:00", "2020-01-01T00:00:00+00:00"])
async def test_a_report_that_cannot_have_been_made_then_is_in_doubt_and_on_time_for_nobody(
    manager, at
):
    incident = await reported(manager, **CONCERN)

    told = await said(manager, incident, "external-reports", {"duty": "la_safeguarding", "at": at})

    issues = [(one["pointer"], one["code"]) for one in recorded(told)["issues"]]
    assert issues == [("/reported_to/0/at", "time_suspect")]
    duty = await the_duty(manager, incident)
    assert (duty["status"], duty["instants"]["made"]) == ("made", None)
    assert (duty["elapsed_hours"], duty["internal"]["met"]) == (None, None)


async def test_a_judgement_of_before_the_incident_counts_from_when_it_was_recorded(manager):
    early = {"at": "2020-01-01T00:00:00+00:00"}
    incident = await reported(manager, **CONCERN | {"kind": "near_miss"})
    body = {"kind": "safeguarding_concern", "decided_by": "registered_manager", **early}
    recorded(await said(manager, incident, "classifications", body))

    decided = recorded(
        await said(
            manager, incident, "council-decisions", {"decision": "no_further_action", **early}
        )
    )

    assert [one["pointer"] for one in decided["issues"]] == [
        "/classification/at",
        "/council_decision/at",
    ]
    duty = await the_duty(manager, incident)
    assert duty["instants"]["duty_identified"] > AWARE


async def test_a_closing_of_before_the_incident_is_in_doubt(manager):
    incident = await reported(manager, organisation_aware={"at": AWARE})

    closed = recorded(await said(manager, incident, "closures", {"at": "2018-01-01"}))

    assert closed["closures"][0]["at"]["suspect"] is True
    assert [one["pointer"] for one in closed["issues"]] == ["/closures/0/at"]


async def test_a_snapshot_that_told_somebody_before_it_was_known_says_so(manager):
    told = [{"body": "cqc", "at": "2020-01-01T00:00:00+00:00"}]

    incident = await reported(manager, **CONCERN, reported_to=told)

    assert [one["pointer"] for one in incident["issues"]] == ["/reported_to/0/at"]


async def test_the_end_of_time_is_no_time_to_know_of_an_incident(manager):
    far = {"organisation_aware": {"at": "9998-12-31T23:59:59Z"}}
    incident = await reported(manager, **CONCERN | far)
    body = {"times": ["organisation_aware"]}

    confirmed = await said(manager, incident, "time-confirmations", body)

    assert refused(confirmed) == (409, "time-still-to-come", ["/times"])
    assert (await manager.get(f"/v1/incidents/{incident['id']}")).status_code == 200


async def test_a_letter_of_years_before_the_conversation_is_no_letter_after_it(manager):
    incident = await reported(manager, **CONCERN)
    recorded(await said(manager, incident, "candour-steps", {"step": 1}))

    early = await said(
        manager, incident, "candour-steps", {"step": 6, "at": "2026-03-03T10:00:00+00:00"}
    )

    assert refused(early) == (409, "written-before-in-person", ["/at"])


async def test_nothing_was_done_before_it_was_agreed(lead):
    action = await agreed(lead, await found(lead, await opened(lead)), due_on="2025-05-15")

    done = recorded(
        await said(lead.acting_for(TRAINER), action, "completions", {"at": "2019-01-01"})
    )
    seen = recorded(
        await said(lead.acting_for(NOMINATED), action, "verifications", {"at": "2018-01-01"})
    )

    assert (done["completed"]["at"]["suspect"], done["on_time"]) == (True, None)
    assert seen["verified"]["at"]["suspect"] is True


async def test_nothing_is_signed_off_before_it_was_completed(lead):
    investigation = await found(lead, await opened(lead, at="2026-03-02"))
    done = {"at": "2026-04-02"}
    recorded(await said(lead.acting_for(LEAD), investigation, "completions", done))

    signed = recorded(
        await said(lead.acting_for(NOMINATED), investigation, "sign-offs", {"at": "2018-01-01"})
    )

    assert signed["completed"]["at"]["suspect"] is False
    assert signed["signed_off"]["at"]["suspect"] is True
