"""An audit: what was to be looked at, and what came of it."""

from tests.acceptance.improving import (
    AUDIT,
    SERVICE,
    audited,
    now,
    path,
    recorded,
    refused,
    said,
)
from tests.acceptance.world import pretty


async def test_what_was_not_always_met_is_a_gap(lead):
    audit = await audited(lead, planned_for="2026-02-03")

    told = await now(lead, audit)

    assert told["gaps"] == told["unanswered_gaps"] == ["boundaries_discussed"]
    assert told["completed"]["sample_size"] == 12
    assert told["planned_for"] == "2026-02-03"


async def test_results_match_the_plan(lead):
    audit = recorded(await lead.post("/v1/audits", AUDIT))
    one = {"sample_size": 12, "results": [{"criterion": "signed", "passed": 1, "of": 12}]}

    answer = await said(lead, audit, "results", one)

    assert refused(answer) == (409, "results-do-not-match-plan", ["/results"])


async def test_what_the_body_alone_decides_is_said_before_what_the_state_does(lead):
    audit = await audited(lead)
    results = [{"criterion": "signed", "passed": 13, "of": 12}]

    wrong = await said(lead, audit, "results", {"sample_size": 12, "results": results})
    results = [{"criterion": "signed", "passed": 12, "of": 12}]
    again = await said(lead, audit, "results", {"sample_size": 12, "results": results})

    assert refused(wrong) == (422, "passed-more-than-checked", ["/results/0/passed"])
    assert refused(again)[:2] == (409, "audit-already-completed")


async def test_a_plan_names_each_criterion_once_and_a_unit_with_its_service(lead):
    criterion = {"criterion": "signed"}
    twice = await lead.post("/v1/audits", AUDIT | {"criteria": [criterion, criterion]})
    stray = {"unit": "unt_0000000000000000000000000a"}
    alone = await lead.post("/v1/audits", AUDIT | stray)

    assert refused(twice) == (422, "criterion-repeated", ["/criteria"])
    assert refused(alone) == (422, "unit-without-service", ["/unit"])


async def test_an_audit_is_of_a_place_of_this_provider(lead):
    service = recorded(await lead.post("/v1/services", SERVICE))
    house = {"ref": "house-2", "name": "House 2", "kind": "house"}
    unit = recorded(await said(lead, service, "units", house))["units"][0]["id"]
    at_home = {"service": service["id"], "unit": unit}

    audit = recorded(await lead.post("/v1/audits", AUDIT | at_home))
    nowhere = await lead.post("/v1/audits", AUDIT | {"service": "svc_0000000000000000000000000a"})
    stray = at_home | {"unit": "unt_0000000000000000000000000a"}
    no_unit = await lead.post("/v1/audits", AUDIT | stray)

    assert (audit["service"], audit["unit"]) == (service["id"], unit)
    assert refused(nowhere) == (404, "not-found", ["/service"])
    assert refused(no_unit)[:2] == (409, "unit-unknown")


async def test_results_are_judged_on_the_plan_that_was_seen(lead):
    audit = recorded(await lead.post("/v1/audits", AUDIT))
    body = {"sample_size": 12, "results": [{"criterion": "signed", "passed": 1, "of": 12}]}

    blind = await lead.post(f"{path(audit)}/results", body)
    late = await lead.post(f"{path(audit)}/results", body, If_Match='"9"')

    assert refused(blind)[:2] == (428, "precondition-required")
    assert refused(late)[:2] == (412, "version-conflict"), pretty(late)
