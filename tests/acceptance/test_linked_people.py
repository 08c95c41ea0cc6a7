"""Learning text names nobody who is linked to what it is about, however far away."""

import pytest

from tests.acceptance.improving import (
    WORKER,
    agreed,
    found,
    opened,
    path,
    refused,
    reported,
    said,
    the_finding,
)
from tests.acceptance.world import pretty

PEOPLE = [
    {
        "ref": "client-8812",
        "is": ["adult_at_risk"],
        "identity": {"name": "Zebedee Quillfeather", "date_of_birth": "1987-05-02"},
    },
    {"ref": "w21", "is": ["alleged_to_have_caused_harm"], "staff": {"role": "support_worker"}},
]
NAMING = (
    "Zebedee Quillfeather was upset.",
    "It upset ZEBEDEE O'QUILLFEATHER; Quillfeather said so.",
    "Mr Quillfeather was upset.",
    "The person known as client-8812 was upset.",
    "It was w21 who was there.",
    "It was r07 who saw it.",
    "She saw it first, did Maud Raiser.",
)
NAMELESS = "The adult was upset, and a support worker was there at 21:00 on 2 May 2026."
RAISED_BY = {"staff_ref": "r07", "name": "Maud Raiser"}


async def an_incident(lead):
    return await reported(lead, people=PEOPLE, raised_by=RAISED_BY)


async def classified(lead, incident, reason):
    body = {"kind": "near_miss", "decided_by": "manager", "reason": reason}
    return await said(lead, incident, "classifications", body)


@pytest.mark.parametrize("text", NAMING)
async def test_a_reason_does_not_name_somebody_in_the_incident(lead, text):
    incident = await an_incident(lead)

    answer = await classified(lead, incident, text)

    assert refused(answer) == (422, "validation", ["/reason"])
    assert "Quillfeather" not in answer.text


async def test_a_reason_that_names_nobody_is_taken(lead):
    answer = await classified(lead, await an_incident(lead), NAMELESS)

    assert answer.status_code == 201, pretty(answer)


async def test_nor_does_a_finding_or_an_action_that_comes_of_it(lead):
    investigation = await opened(lead, await an_incident(lead))
    finding = await said(
        lead, investigation, "findings", {"text": NAMING[0], "factors": ["boundaries"]}
    )
    investigation = await found(lead, investigation)
    action = await agreed(lead, investigation)
    started = await said(
        lead.acting_for(WORKER), action, "cancellations", {"reason": "Quillfeather left."}
    )

    assert refused(finding)[0] == 422
    assert refused(started)[0] == 422
    assert the_finding(investigation)


async def test_whoever_is_in_another_incident_is_nobody_here(lead):
    await an_incident(lead)
    other = await reported(lead, "CS-2")

    answer = await classified(lead, other, NAMING[0])

    assert answer.status_code == 201, pretty(answer)
    assert (await lead.get(path(other))).status_code == 200
