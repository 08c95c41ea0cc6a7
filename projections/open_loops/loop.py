"""What a loop is, and the words in which each kind of stream speaks of its own.

A loop is owed since a time and late from a time. Where nothing is said, it is owed since the fact
that brought it, and late at once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple, TypeAlias
from uuid import UUID

from domain.event import DomainEvent
from domain.incident.events import IncidentReported
from domain.moment import Moment, Precision, ends, starts

REGISTRATION: Final = "registration"
REPEATS: Final = "repeats"
"""What only some may be told of; a loop depends on `may:` and this."""


class Owes(NamedTuple):
    """Something that is owed now. `part`: of the subject, "" for the whole. `late_from` None: at
    once. `owner_role` None: whoever owns the subject. `depends_on`: as a span does.
    """

    loop: str
    part: str = ""
    since: datetime | None = None
    late_from: datetime | None = None
    owner_role: str | None = None
    depends_on: str | None = None


class Span(NamedTuple):
    """A loop with its whole life, where the stream as it stands can tell it. `depends_on`: what
    only the reader knows: `registration` of the service with CQC, or `contract:` and `judge:` with
    a commissioner and a kind of incident, of which a contract does, or does not, speak; `may:` with
    what the reader has to be allowed.
    """

    loop: str
    part: str
    since: datetime
    late_from: datetime
    closed_at: datetime | None
    owner_role: str | None = None
    depends_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is known of the subject. `void`: nothing is owed of it. `held_on`: of a review.
    `registered`: of a service, with CQC. `about`: hidden from whoever may not see any of these;
    `members`: from whoever may see none of these.
    """

    service: UUID | None = None
    unit: UUID | None = None
    about: Sequence[UUID] = ()
    members: Sequence[UUID] = ()
    excluded: Sequence[UUID] = ()
    void: bool = False
    owner_role: str | None = None
    held_on: date | None = None
    registered: bool | None = None


Recorded: TypeAlias = tuple[DomainEvent, datetime]
"""An event and when it was recorded."""

Evolve: TypeAlias = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Stream:
    """One kind of stream. `owes`: of a state, what is owed now. `spans`: of a whole history, loops
    that cannot be told state by state.
    """

    events: tuple[type[DomainEvent], ...]
    evolve: Evolve
    subject: Callable[[Any], Subject]
    owes: Callable[[Any], Iterable[Owes]]
    spans: Callable[[Any, Sequence[Recorded]], Iterable[Span]] | None = None


def happened(event: DomainEvent, recorded_at: datetime) -> datetime:
    """When people say it was, where a clock may use that and it was not after the recording; else
    when it was recorded. A day that is claimed counts from its end, as loops are told in days: what
    was done last year and is recorded today has been open for a year. What a report brings is owed
    from when the organisation knew.
    """
    if isinstance(event, IncidentReported):
        at: object = event.organisation_aware
    else:
        at = getattr(event, "at", None)
    claimed = _claimed(at) if isinstance(at, Moment) else None
    return recorded_at if claimed is None else min(claimed, recorded_at)


def _claimed(at: Moment) -> datetime | None:
    exact = at.instant()
    by_day = at.precision in {None, Precision.DAY} and not at.suspect
    return ends(at.at) if exact is None and by_day else exact


def day_after(day: date) -> datetime:
    """Midnight in London, when the day is over."""
    return starts(day + timedelta(days=1))
