"""Whom the lessons reached and how deep, lesson by lesson, and each time that one was delivered.

Reach is a lower bound, and n of N is kept as it was known when somebody said it; both are the
domain's own rules. What may not be known of an incident may not be known of a lesson from it, so
the investigations that a lesson draws on stand beside it.

Source: `domain/lesson/reach`.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, get_args
from uuid import UUID

from domain import catalogue
from domain.lesson.events import LessonEvent
from domain.lesson.reach import Reach, reach
from domain.lesson.state import Lesson, fold
from domain.moment import Moment
from projections.open_loops.loop import happened
from projections.runner.declaration import Change, Column, Event, Projection, Reads, Table
from projections.runner.histories import HISTORY

EVERYWHERE: Final = UUID(int=0)
"""In place of a service, where none was said or all are meant."""

REACH: Final = Table(
    name="lesson_reach",
    key=(Column("lesson", "uuid"), Column("service", "uuid"), Column("role", "text")),
    columns=(
        Column("version", "int"),
        Column("published_at", "timestamptz"),
        Column("title", "uuid"),
        Column("investigations", "uuid[]"),
        Column("retired", "bool"),
        Column("reached", "int"),
        Column("in_post", "int"),
        Column("acknowledged", "int"),
        Column("asked", "int"),
        Column("understood", "int"),
        Column("watched", "int"),
        Column("practised", "int"),
        Column("depth", "text"),
        Column("questions", "uuid[]"),
    ),
    indexes=(("published_at",),),
)
DELIVERIES: Final = Table(
    name="lesson_deliveries",
    key=(Column("lesson", "uuid"), Column("nth", "int")),
    columns=(
        Column("delivered_at", "timestamptz"),
        Column("service", "uuid"),
        Column("role", "text"),
        Column("setting", "text"),
        Column("reached", "int"),
        Column("in_post", "int"),
    ),
    indexes=(("delivered_at",),),
)


def _group(lesson: Lesson, one: Reach) -> dict[str, Any]:
    asked, watched = one.understanding, one.practice
    return {
        "version": lesson.newest,
        "title": lesson.content.title.id,
        "investigations": list(
            dict.fromkeys(each.investigation for each in lesson.published.findings)
        ),
        "retired": lesson.retired is not None,
        "reached": one.reached,
        "in_post": one.of,
        "acknowledged": one.acknowledged,
        "asked": None if asked is None else asked.of,
        "understood": None if asked is None else asked.passed,
        "watched": None if watched is None else watched.of,
        "practised": None if watched is None else watched.passed,
        "depth": one.depth,
        "questions": list(_questions(lesson, one.role)),
    }


def _questions(lesson: Lesson, role: str | None) -> Iterator[UUID]:
    """What these people are to be asked: the question of their role, or of every role."""
    for line in lesson.content.audience:
        if role in {None, line.role} and line.question is not None:
            yield line.question.id


def _rows(event: Event) -> Iterator[Change]:
    said = [(catalogue.read(one.type, one.facts), one.recorded_at) for one in event[HISTORY]]
    lesson, stream = fold(one for one, _ in said), event["stream_id"]
    if lesson is None:
        return
    published_at = happened(*said[0])
    for one in reach(lesson):
        key = (stream, one.service or EVERYWHERE, one.role or "")
        yield Change("lesson_reach", key, _group(lesson, one) | {"published_at": published_at})
    times = {id(one): happened(one, recorded) for one, recorded in said}
    for nth, met in enumerate(lesson.delivered):
        if _usable(met.at):
            row = {
                "delivered_at": times[id(met)],
                "service": met.service,
                "role": met.role,
                "setting": met.setting,
                "reached": met.heads.counted,
                "in_post": met.heads.of,
            }
            yield Change("lesson_deliveries", (stream, nth), row)


def _usable(at: Moment | None) -> bool:
    return at is None or not at.suspect


def derive(event: Event) -> Sequence[Change]:
    """The rows of one lesson."""
    return list(_rows(event))


PROJECTION: Final = Projection(
    name="taught",
    tables=(REACH, DELIVERIES),
    reads=tuple(Reads(known.type, derive) for known in get_args(LessonEvent)),
    whole=True,
)
