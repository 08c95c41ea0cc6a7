"""One lesson at Larkfield Court; tests say only what matters to them."""

from typing import Any
from uuid import UUID

from domain.lesson.events import (
    Content,
    LessonAcknowledged,
    LessonDelivered,
    LessonPublished,
    LessonRetired,
    LessonRevised,
    PracticeChecked,
    RoleLine,
    UnderstandingChecked,
)
from domain.lesson.heads import Heads
from domain.vocabulary.teaching import PracticeMethod, Setting, UnderstandingMethod
from tests.examples import NOMINATED_INDIVIDUAL, identity, words

WORKER, LEADER = "support_worker", "team_leader"
ANNA, BEN, CARL = (identity(number) for number in (31, 32, 33))


def line(role: str = WORKER, **changes: Any) -> RoleLine:
    usual = {"on_your_shift": words(60), "question": words(61), "expected_answer": words(62)}
    return RoleLine(**{"role": role} | usual | changes)


def content(*lines: RoleLine) -> Content:
    return Content(
        title=words(),
        audience=lines or (line(), line(LEADER)),
        approved_by=NOMINATED_INDIVIDUAL,
    )


def published(*lines: RoleLine, **changes: Any) -> LessonPublished:
    return LessonPublished(content=content(*lines), **changes)


def revised(*affects: str) -> LessonRevised:
    return LessonRevised(content=content(), what_changed=words(63), affects=affects or (WORKER,))


def heads(number: int | None = 18, of: int | None = 24, *staff: UUID) -> Heads:
    return Heads(number=number, of=of, staff=staff)


def named(*staff: UUID) -> Heads:
    return Heads(staff=staff)


def delivered(who: Heads | None = None, **changes: Any) -> LessonDelivered:
    usual = {"lesson_version": 1, "role": WORKER, "setting": Setting.TEAM_MEETING}
    return LessonDelivered(**usual | {"heads": who or heads()} | changes)


def acknowledged(who: Heads | None = None, **changes: Any) -> LessonAcknowledged:
    usual = {"lesson_version": 1, "role": WORKER}
    return LessonAcknowledged(**usual | {"heads": who or heads()} | changes)


def understood(passed: int = 23, of: int = 24, **changes: Any) -> UnderstandingChecked:
    usual = {"lesson_version": 1, "role": WORKER, "method": UnderstandingMethod.QUESTION}
    return UnderstandingChecked(**usual | {"passed": passed, "of": of} | changes)


def practised(passed: int = 5, of: int = 6, **changes: Any) -> PracticeChecked:
    usual = {"lesson_version": 1, "role": WORKER, "method": PracticeMethod.OBSERVATION}
    return PracticeChecked(**usual | {"passed": passed, "of": of} | changes)


def retired() -> LessonRetired:
    return LessonRetired(reason=words(64), by=NOMINATED_INDIVIDUAL)
