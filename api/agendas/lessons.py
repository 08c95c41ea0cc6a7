"""What a lesson puts onto an agenda: whom it has not reached, and who is to be asked or watched.

A lesson that has not reached everybody is always there; what else is owed of it is there once it
falls due. What was recorded of a later time than the meeting's day does not count yet.

Source: domain rules on lessons (`domain/lesson`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.lesson.events import LessonPublished
from domain.lesson.here import reach_here
from domain.lesson.reach import Reach
from domain.lesson.state import Lesson
from projections.open_loops.derivation import walked
from projections.open_loops.lesson import STREAM, owed, part_of
from projections.open_loops.loop import Recorded, happened
from projections.open_loops.queries import OpenLoop

DELIVERY = "lesson_delivery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose agenda, of which day, and how far it looks. `delays`: what each loop may take,
    and `contracts`: what commissioners want told.
    """

    service: UUID | None
    role: str | None
    as_of: datetime
    until: datetime
    delays: Mapping[str, timedelta]
    contracts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonDue:
    """One loop of one group of people, with the lesson as it was on the day."""

    loop: OpenLoop
    lesson: Lesson
    reach: Reach


def lesson_due(subject: UUID, history: Sequence[Recorded], wanted: Wanted) -> Iterator[LessonDue]:
    """Nothing of a lesson that was not published by that day, or was retired by it."""
    then = [one for one in history if happened(*one) <= wanted.as_of]
    if not then or not isinstance(then[0][0], LessonPublished):
        return
    lesson, rows = walked(STREAM, then)
    if lesson.retired is not None:
        return
    published_at = happened(*then[0])
    for one in reach_here(lesson, wanted.service, wanted.role):
        for name in owed(one):
            row = rows.get((name, part_of(one)))
            since = published_at if row is None else row["owed_since"]
            late = since + wanted.delays.get(name, timedelta())
            if name == DELIVERY or late <= wanted.until:
                yield LessonDue(_loop(subject, name, one, lesson, since, late), lesson, one)


def _loop(
    subject: UUID, name: str, one: Reach, lesson: Lesson, since: datetime, late: datetime
) -> OpenLoop:
    services = lesson.published.services if one.service is None else (one.service,)
    return OpenLoop(
        loop=name,
        subject=subject,
        kind="lesson",
        part=part_of(one),
        owed_since=since,
        since=late,
        owner_role=lesson.content.approved_by.role,
        services=list(services),
    )
