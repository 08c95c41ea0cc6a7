"""Incidents and audits as pattern rules look at them."""

from datetime import date, timedelta
from uuid import UUID

from domain.theme.facts import CriterionChecked, Facts, IncidentFacts

HOUSE = UUID("01900000-0000-7000-8000-0000000000a1")
HOME = UUID("01900000-0000-7000-8000-0000000000a2")
PROVIDER = UUID("01900000-0000-7000-8000-0000000000af")
FIRST = date(2025, 3, 3)


def an_id(number: int) -> UUID:
    return UUID(int=UUID("01900000-0000-7000-8000-00000000b000").int + number)


def incident(number: int, *, after: int = 0, service: UUID | None = HOUSE, **more) -> IncidentFacts:
    """The incident of this number, first noticed so many days after the first day."""
    return IncidentFacts(
        incident=an_id(number), service=service, day=FIRST + timedelta(days=after), **more
    )


def late(number: int, *, after: int, hours: float, service: UUID = HOUSE) -> IncidentFacts:
    return incident(number, after=after, service=service, delay_hours=hours)


def boundary(number: int, *, after: int, service: UUID = HOUSE) -> IncidentFacts:
    return incident(number, after=after, service=service, suggested=frozenset({"boundaries"}))


def checked(number: int, *, after: int, met: bool, criterion: str = "signed", **more):
    return CriterionChecked(
        audit=an_id(number),
        service=HOUSE,
        tool=more.pop("tool", "daily_notes"),
        criterion=criterion,
        day=FIRST + timedelta(days=after),
        met=met,
        **more,
    )


def facts(*each: IncidentFacts | CriterionChecked) -> Facts:
    return Facts(
        tuple(one for one in each if isinstance(one, IncidentFacts)),
        tuple(one for one in each if isinstance(one, CriterionChecked)),
    )
