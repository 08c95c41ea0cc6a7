"""The loops of a lesson: to be delivered to everybody it is for, acknowledged, and checked.

Each is of one service and role, as far as they are said. A provider's policy says how many days a
lesson may take.

Source: domain rules on lessons (`domain/lesson`): reach and depth.
"""

from collections.abc import Iterator
from typing import Final, get_args

from domain.lesson.events import LessonEvent
from domain.lesson.reach import Reach, reach
from domain.lesson.state import Lesson, evolve
from projections.open_loops.loop import Owes, Stream, Subject


def part_of(one: Reach) -> str:
    """`service/role`, each empty where it was not said."""
    return f"{one.service or ''}/{one.role or ''}"


def owed(one: Reach) -> Iterator[str]:
    """The loops of one group of people."""
    if one.missing is None or one.missing:
        yield "lesson_delivery"
    if one.acknowledged < one.reached:
        yield "lesson_acknowledgement"
    if one.reached and one.understanding is None and one.practice is None:
        yield "lesson_check"


def owes(lesson: Lesson) -> Iterator[Owes]:
    if lesson.retired is not None:
        return
    for one in reach(lesson):
        for loop in owed(one):
            yield Owes(loop, part_of(one))


def subject(lesson: Lesson) -> Subject:
    published = lesson.published
    about = dict.fromkeys(one.investigation for one in published.findings)
    return Subject(
        service=lesson.only_service,
        about=list(about),
        void=lesson.retired is not None,
        owner_role=lesson.content.approved_by.role,
    )


STREAM: Final = Stream(get_args(LessonEvent), evolve, subject, owes)
