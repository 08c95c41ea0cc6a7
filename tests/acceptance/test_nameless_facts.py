"""What stands in clear in facts identifies nobody: no code, no reference, no name of a thing."""

import pytest

from tests.acceptance.improving import path, recorded, refused, reported, said
from tests.acceptance.world import pretty

NHS = "9990010013"
ROLE = f"carer_{NHS}"
RECORD = {"source_ref": "CS-1", "what_happened": "An invented slip."}
PERSON = {"ref": "client-1"}
REPORTS = {
    "/council_area": {"council_area": NHS},
    "/organisation_aware/role": {"organisation_aware": {"at": "2026-03-02", "role": ROLE}},
    "/raised_by/role": {"raised_by": {"role": ROLE}},
    "/people/0/placed_by/0": {"people": [PERSON | {"placed_by": [NHS, "northmere"]}]},
    "/people/0/staff/role": {"people": [PERSON | {"staff": {"role": ROLE}}]},
    "/reported_to/0/commissioner_ref": {"reported_to": [{"body": "gp", "commissioner_ref": NHS}]},
}


@pytest.mark.parametrize("pointer", REPORTS)
async def test_a_report_is_kept_without_the_code_that_identifies_somebody(lead, pointer):
    strict = await lead.report(RECORD | REPORTS[pointer])
    kept = recorded(await lead.report(RECORD | REPORTS[pointer], Prefer="handling=lenient"))

    assert refused(strict) == (422, "validation", [pointer])
    assert [(one["pointer"], one["code"]) for one in kept["issues"]] == [
        (pointer, "identifier_in_reference")
    ]
    assert NHS not in (await lead.get(path(kept))).text


FACTS = {
    "/their_ref": ("acknowledgements", {"their_ref": NHS}),
    "/issuer": ("acknowledgements", {"issuer": NHS}),
    "/threshold_tool/name": ("classifications", {"threshold_tool": {"name": NHS, "version": "1"}}),
    "/decided_by": ("classifications", {"decided_by": ROLE}),
    "/commissioner_ref": ("external-reports", {"body": "gp", "commissioner_ref": NHS}),
}
USUAL = {"classifications": {"kind": "near_miss", "decided_by": "manager"}}


@pytest.mark.parametrize("pointer", FACTS)
async def test_a_fact_with_such_a_reference_is_refused(lead, pointer):
    incident = await reported(lead, reported_to=[{"body": "gp"}])
    report = (await lead.get(path(incident))).json()["reported_to"][0]["id"]
    fact, news = FACTS[pointer]
    usual = USUAL.get(fact, {"report": report} if fact == "acknowledgements" else {})

    answer = await said(lead, incident, fact, usual | news)

    assert refused(answer) == (422, "validation", [pointer])


@pytest.mark.parametrize("ref", ["Ann Example rang", "a\tb", "x" * 65, "", "?"])
async def test_what_an_outside_body_calls_it_is_a_reference_and_no_sentence(lead, ref):
    incident = await reported(lead, reported_to=[{"body": "gp"}])
    report = (await lead.get(path(incident))).json()["reported_to"][0]["id"]
    where = f"{path(incident)}/acknowledgements"

    odd = await lead.post(where, {"report": report, "their_ref": ref})
    usual = await lead.post(where, {"report": report, "their_ref": "SG 2026/113"})

    assert odd.status_code == 422
    assert usual.status_code == 201, pretty(usual)


async def test_a_records_own_reference_does_not_hold_the_name_of_somebody_in_it(lead):
    people = [{"ref": "client-1", "identity": {"name": "Ann Example"}}]
    named = {"source_ref": "Fall EXAMPLE ann-example", "people": people}

    answer = await lead.report(RECORD | named, Prefer="handling=lenient")
    other = await lead.report(RECORD | {"source_ref": "EXAMPLE-7", "people": people})

    assert refused(answer) == (422, "validation", ["/source_ref"])
    assert other.status_code == 201, pretty(other)


@pytest.mark.parametrize("member", ["name", "council_area"])
async def test_a_service_is_not_called_by_an_identifier_of_a_person(lead, member):
    service = {"name": "Example House", "service_type": "supported_living", member: f"Of {NHS}"}

    assert refused(await lead.post("/v1/services", service))[2] == [f"/{member}"]
