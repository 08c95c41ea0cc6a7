"""One order for what happened, told by several streams: when it is said to have been.

What people claim counts before when it was recorded; a time that cannot be right, or that nobody
said, is told by its recording. Facts about the record itself (corrections, restrictions, links)
are not part of what happened.

Source: statutory guidance to the Care Act 2014, 14 (an enquiry establishes the facts).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.event import DomainEvent
from domain.incident.account import Account, Occurred
from domain.incident.events import (
    CoveredByInvestigation,
    EnteredInError,
    ImmediateActionsTaken,
    IncidentAmended,
    IncidentCorrected,
    IncidentReported,
    PeopleNamed,
    Restricted,
)
from domain.investigation.events import ChronologyEntryAdded
from domain.moment import Moment, starts
from domain.sealed import Body, BodyClass

Told = tuple[DomainEvent, datetime]
"""An event, and when it was recorded."""

ABOUT_THE_RECORD: Final = (
    IncidentAmended,
    IncidentCorrected,
    PeopleNamed,
    Restricted,
    CoveredByInvestigation,
    EnteredInError,
)
CLOCKS: Final = ("occurred", "first_noticed", "organisation_aware")


@dataclass(frozen=True, slots=True)
class Happening:
    """`fact`: the type of the event that says so. `at` None: nobody said when."""

    what: str
    fact: str
    recorded_at: datetime
    at: Moment | None = None
    until: Moment | None = None
    source: str | None = None
    text: Body | None = None

    @property
    def order(self) -> tuple[datetime, datetime]:
        claimed = self.at is not None and not self.at.suspect
        begins = starts(self.at.at) if self.at is not None and claimed else self.recorded_at
        return begins, self.recorded_at


def _account(event: DomainEvent) -> Account | None:
    if isinstance(event, IncidentAmended | IncidentCorrected):
        return event.set
    return event if isinstance(event, IncidentReported) else None


def _occurred(said: Occurred) -> tuple[Moment | None, Moment | None]:
    both = (said.from_, said.to)
    first, last = (
        None if at is None else Moment(at=at, precision=said.precision, suspect=said.suspect)
        for at in both
    )
    return (last, None) if first is None else (first, last)


def _clocks(told: Sequence[Told]) -> Iterator[Happening]:
    """What the account says of its times, as it was said last."""
    last: dict[str, tuple[Moment | Occurred, Told]] = {}
    for event, recorded_at in told:
        account = _account(event)
        gone = event.withdrawn if isinstance(event, IncidentAmended) else ()
        for name in CLOCKS:
            said = None if account is None else getattr(account, name)
            if said is not None:
                last[name] = said, (event, recorded_at)
            elif name in gone:
                last.pop(name, None)
    for name, (said, (event, recorded_at)) in last.items():
        at, until = _occurred(said) if isinstance(said, Occurred) else (_plain(said), None)
        yield Happening(name, event.type, recorded_at, at, until)


def _plain(said: Moment) -> Moment:
    return Moment(at=said.at, precision=said.precision, suspect=said.suspect)


def _name(event: DomainEvent) -> str:
    """`externally_reported` of `incident.externally_reported.v1`."""
    return event.type.split(".")[1]


def _claimed(event: DomainEvent) -> Moment | None:
    match getattr(event, "at", None):
        case Moment() as at:
            return at
        case date() as at:  # a datetime is one too
            return Moment(at=at)
        case _:
            return None


def _narrative(event: DomainEvent) -> Body | None:
    """Its words where they belong to the case; learning text is read where it is."""
    text = event.what_happened if isinstance(event, IncidentReported) else None
    text = text or getattr(event, "text", None)
    return text if isinstance(text, Body) and text.kind is BodyClass.NARRATIVE else None


def _happened(event: DomainEvent, recorded_at: datetime) -> Iterator[Happening]:
    match event:
        case ChronologyEntryAdded():
            yield Happening(
                event.kind, event.type, recorded_at, event.when, None, event.source, event.text
            )
        case ImmediateActionsTaken():
            text = event.text
            yield Happening(_name(event), event.type, recorded_at, event.at, None, None, text)
            for done in event.done:
                yield Happening(done.kind, event.type, recorded_at, done.at)
        case _ if not isinstance(event, ABOUT_THE_RECORD):
            at, text = _claimed(event), _narrative(event)
            yield Happening(_name(event), event.type, recorded_at, at, None, None, text)
        case _:
            return


def of_incident(told: Sequence[Told]) -> Sequence[Happening]:
    """What happened, as this incident tells it; in no order yet."""
    facts = (one for event, recorded_at in told for one in _happened(event, recorded_at))
    return [*_clocks(told), *facts]


def of_investigation(told: Iterable[Told]) -> Sequence[Happening]:
    """Only the entries that were added to its chronology."""
    return [
        one
        for event, recorded_at in told
        if isinstance(event, ChronologyEntryAdded)
        for one in _happened(event, recorded_at)
    ]
