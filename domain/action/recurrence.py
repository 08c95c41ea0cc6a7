"""A recurrence: a new incident that shares a factor and a service with an action being watched.

One is nearly certain in half a year and proves nothing: it is linked to the action, counted, shown
beside the number expected, and somebody looks at it. It changes no verdict, and only a person
reopens an action because of it. An incident that was entered in error, was merged into another or
does not match any more is no recurrence, and the link says why it ended.

Source: Heed's rules on recurrences; policy `effect_checkpoints` (26 weeks of watch).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from domain.actor import InRole
from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.moment import Day, Moment
from domain.vocabulary.factor import Factor


class Ended(StrEnum):
    """Why an incident is no recurrence any more."""

    ENTERED_IN_ERROR = "entered_in_error"
    MERGED = "merged"
    NO_LONGER_MATCHES = "no_longer_matches"
    """Its factors or its service were corrected, or a finding was withdrawn."""


class RecurrenceNoted(DomainEvent):
    """Heed found it. `on`: the day by which the incident is placed, first noticed where known."""

    type: ClassVar[str] = "action.recurrence_noted.v1"

    incident: UUID
    factors: Annotated[tuple[Factor, ...], Field(min_length=1)]
    on: Day
    at: Moment | None = None


class RecurrenceWithdrawn(DomainEvent):
    """It was none after all."""

    type: ClassVar[str] = "action.recurrence_withdrawn.v1"

    incident: UUID
    cause: Ended
    at: Moment | None = None


class RecurrencesLookedAt(DomainEvent):
    """Somebody looked at these and says what they think of them."""

    type: ClassVar[str] = "action.recurrences_looked_at.v1"

    incidents: Annotated[tuple[UUID, ...], Field(min_length=1)]
    text: LearningText
    by: InRole
    at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A verified action as it is watched. `own`: the incidents that it came from."""

    factors: frozenset[Factor]
    services: frozenset[UUID]
    own: frozenset[UUID]
    verified_on: date
    watch: timedelta

    @property
    def until(self) -> date:
        """The last day of the watch."""
        return self.verified_on + self.watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An incident. `factors`: those that its report suggested and those that were found."""

    incident: UUID
    service: UUID | None
    factors: frozenset[Factor]
    on: date
    ended: Ended | None = None


def shared(watched: Watched, one: Candidate) -> frozenset[Factor]:
    """The factors that make it like what the action answers, whenever it was; none where it is
    not.
    """
    known = one.incident in watched.own or one.ended is not None
    if known or one.service not in watched.services:
        return frozenset()
    return watched.factors & one.factors


def _is_in_watch(watched: Watched, one: Candidate) -> bool:
    return watched.verified_on < one.on <= watched.until


def news(
    noted: Collection[UUID], watched: Watched | None, candidates: Collection[Candidate]
) -> tuple[RecurrenceNoted | RecurrenceWithdrawn, ...]:
    """What is to be recorded of an action, by the days of the incidents. noted: what is linked to
    it now. watched None: it is not verified any more, so nothing is added. candidates: at least
    those that are noted, as they stand. One that was noted in an earlier watch stays: the action
    was verified anew since, and it came again all the same.
    """
    found: list[RecurrenceNoted | RecurrenceWithdrawn] = []
    for one in sorted(candidates, key=lambda each: (each.on, each.incident)):
        by = frozenset[Factor]() if watched is None else shared(watched, one)
        if one.incident in noted:
            gone = one.ended or (Ended.NO_LONGER_MATCHES if watched and not by else None)
            if gone is not None:
                found.append(RecurrenceWithdrawn(incident=one.incident, cause=gone))
        elif by and watched is not None and _is_in_watch(watched, one):
            found.append(
                RecurrenceNoted(incident=one.incident, factors=tuple(sorted(by)), on=one.on)
            )
    return tuple(found)
