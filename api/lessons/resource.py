"""The lesson as a resource."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from api.lessons.answer import LessonAnswer, LessonRecorded
from api.lessons.telling import lesson_members
from api.principal import Principal
from api.resource import Resource, Standing
from api.schema import Answer
from domain.lesson.state import Lesson, fold
from domain.sealed import Body, bodies_in


def tell(_: Principal, at: Standing[Lesson]) -> tuple[type[Answer], dict[str, Any]]:
    return LessonAnswer, lesson_members(at)


def everyone(_: Principal, __: frozenset[UUID], ___: Lesson) -> bool:
    """Whoever may read learning; what a restricted incident hides is asked of every resource."""
    return True


def words(lesson: Lesson) -> Iterable[Body]:
    return bodies_in([lesson.published, *lesson.revised, lesson.retired])


LESSON: Resource[Lesson] = Resource(
    name="lesson",
    prefix="les",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=words,
    recorded={LessonAnswer: LessonRecorded},
)
