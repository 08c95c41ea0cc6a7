"""Whom a lesson reached, and how deep: for each service and role, as the newest version asks.

Reach is a lower bound. Named people are counted once, however often they came; of counts without
names nobody can tell whether the same people came twice, so the largest of them counts, not their
sum. `of` is the number in post that was said latest. A delivery of an earlier version goes on
counting for a role that no version since affects; a group whose role was not said has to hear each
version again.

Depth is the furthest that was seen: reached, acknowledged, understood, practised.

Source: domain rule that n of N is kept as it was known; Kirkpatrick's levels (learning, behaviour).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from domain.lesson.events import LessonDelivered, Met, PracticeChecked
from domain.lesson.events import UnderstandingChecked as Understanding
from domain.lesson.heads import Heads
from domain.lesson.state import Lesson
from domain.moment import starts

Group = tuple[UUID | None, str | None]
"""A service and a role; None where it was not said, or where all are meant."""

M = TypeVar("M", bound=Met)


class Depth(StrEnum):
    NOT_REACHED = "not_reached"
    REACHED = "reached"
    ACKNOWLEDGED = "acknowledged"
    UNDERSTOOD = "understood"
    PRACTISED = "practised"


@dataclass(frozen=True, slots=True)
class Reach:
    """`of` is None where nobody said how many were in post. The checks are the latest ones."""

    service: UUID | None
    role: str | None
    reached: int
    of: int | None
    acknowledged: int
    understanding: Understanding | None
    practice: PracticeChecked | None

    @property
    def depth(self) -> Depth:
        if self.practice is not None and self.practice.passed:
            return Depth.PRACTISED
        if self.understanding is not None and self.understanding.passed:
            return Depth.UNDERSTOOD
        if self.acknowledged:
            return Depth.ACKNOWLEDGED
        return Depth.REACHED if self.reached else Depth.NOT_REACHED

    @property
    def missing(self) -> int | None:
        """How many were not reached; None where nobody said how many were in post."""
        return None if self.of is None else max(0, self.of - self.reached)


def reach(lesson: Lesson) -> tuple[Reach, ...]:
    """Those that somebody said something of, in that order, then those still without anything."""
    return tuple(_reach(lesson, group) for group in (*_met(lesson), *_unmet(lesson)))


def _reach(lesson: Lesson, group: Group) -> Reach:
    delivered = _standing(lesson, group, lesson.delivered)
    acknowledged = _standing(lesson, group, lesson.acknowledged)
    of = _in_post(_of(group, lesson.delivered))
    return Reach(
        *group,
        reached=_people([one.heads for one in delivered], of),
        of=of,
        acknowledged=_people([one.heads for one in acknowledged], of),
        understanding=_latest(_standing(lesson, group, lesson.understood)),
        practice=_latest(_standing(lesson, group, lesson.practised)),
    )


def _of(group: Group, told: Sequence[M]) -> list[M]:
    return [one for one in told if (one.service, one.role) == group]


def _standing(lesson: Lesson, group: Group, told: Sequence[M]) -> list[M]:
    return [one for one in _of(group, told) if lesson.still_counts(one.lesson_version, one.role)]


def _people(heads: Sequence[Heads], of: int | None) -> int:
    """Never more than were in post: people who left were named too."""
    named = {person for one in heads for person in one.staff}
    most = max([len(named), *(one.counted for one in heads)])
    return most if of is None else min(most, of)


def _in_post(delivered: Sequence[LessonDelivered]) -> int | None:
    """As said of the latest delivery that said it."""
    said = _latest([one for one in delivered if one.heads.of is not None])
    return None if said is None else said.heads.of


def _latest(told: Sequence[M]) -> M | None:
    """By the times that were claimed where all have one, else the one recorded last. What has a
    time that cannot be right is the latest only where nothing else was said.
    """
    told = [one for one in told if one.at is None or not one.at.suspect] or told
    if not told:
        return None
    times: list[datetime] = [starts(one.at.at) for one in told if one.at is not None]
    if len(times) < len(told):
        return told[-1]
    return max(zip(times, range(len(told)), told, strict=True), key=lambda it: it[:2])[2]


def _met(lesson: Lesson) -> tuple[Group, ...]:
    told: tuple[Met, ...] = (
        *lesson.delivered,
        *lesson.acknowledged,
        *lesson.understood,
        *lesson.practised,
    )
    return tuple(dict.fromkeys((one.service, one.role) for one in told))


def _unmet(lesson: Lesson) -> Iterator[Group]:
    """Each role of the audience in each service that it is for, of which nothing was said."""
    met = set(_met(lesson))
    services: tuple[UUID | None, ...] = lesson.published.services or (None,)
    for service in services:
        for role in lesson.audience:
            if not any(_is_within(group, service, role) for group in met):
                yield service, role


def _is_within(group: Group, service: UUID | None, role: str) -> bool:
    """Whether what was said of `group` was said of this role here too."""
    at, who = group
    return who in {None, role} and service in {None, at}
