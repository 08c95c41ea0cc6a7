"""What the incidents give to the report for a council: what happened, protection, wishes, outcome.

Words of the case stay sealed; they are opened by an unsealing, which is recorded.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from api.incidents.telling import moment, sealed
from api.investigations.s42_answer import given
from api.resource import Standing
from domain.identifier import shown
from domain.incident.enquiry import enquiry_of
from domain.incident.state import Incident
from domain.investigation.state import Investigation

Cases = Mapping[UUID, Incident]
Item = dict[str, Any]


def due_on(incidents: Iterable[Incident]) -> date | None:
    """The earliest day that a council named; None where none did."""
    enquiries = (enquiry_of(incident) for incident in incidents)
    days = [one.due_on for one in enquiries if one is not None and one.due_on is not None]
    return min(days, default=None)


def told(cases: Cases) -> list[Item]:
    return [
        given(
            "what_happened",
            incident=shown("inc", stream),
            sealed=sealed(incident.account.what_happened),
        )
        for stream, incident in cases.items()
        if incident.account.what_happened is not None
    ]


def protection(cases: Cases) -> list[Item]:
    items: list[Item] = []
    for stream, incident in cases.items():
        name = shown("inc", stream)
        if incident.safe_now is not None:
            items.append(given("safe_now", incident=name, code=incident.safe_now))
        for taken in incident.actions_taken:
            items += [
                given("done", incident=name, code=one.kind, at=moment(one.at)) for one in taken.done
            ]
            if taken.text is not None:
                items.append(given("words", incident=name, sealed=sealed(taken.text)))
    return items


def adult(cases: Cases) -> list[Item]:
    """Whether the adult was asked, what they want, and whether they got it."""
    items: list[Item] = []
    for stream, incident in cases.items():
        name, wishes, came = shown("inc", stream), incident.wishes, incident.after.outcome
        if wishes is not None:
            items.append(
                given("wishes", incident=name, code=wishes.asked, sealed=sealed(wishes.text))
            )
        if came is not None and came.outcomes_achieved is not None:
            items.append(given("outcomes_achieved", incident=name, code=came.outcomes_achieved))
    return items


def outcome(cases: Cases, at: Standing[Investigation]) -> list[Item]:
    """What whoever led the enquiry said came of it, and that this investigation was accepted."""
    items: list[Item] = []
    for stream, incident in cases.items():
        came = incident.after.outcome
        said = {} if came is None else {"allegation": came.allegation, "risk": came.risk_outcome}
        items += [
            given(what, incident=shown("inc", stream), code=code)
            for what, code in said.items()
            if code is not None
        ]
    signed = at.state.signed_off
    if signed is not None:
        items.append(given("signed_off", code=signed.by.role, at=moment(signed.at)))
    return items
