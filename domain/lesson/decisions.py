"""What may be recorded about a lesson, and when the rules say no.

That its words identify nobody is looked at before they are sealed; that the findings it teaches
stand is decided by their own streams. A lesson may be brought to more people than it was meant
for, and checks may be recorded before a delivery is: history comes as it comes.

Source: domain rules on lessons (9.2, 17 and 18).
"""

from typing import TypeVar

from domain.lesson import refusals
from domain.lesson.events import (
    Content,
    LessonAcknowledged,
    LessonDelivered,
    LessonPublished,
    LessonRetired,
    LessonRevised,
    PracticeChecked,
    UnderstandingChecked,
)
from domain.lesson.heads import counted
from domain.lesson.state import Lesson

Check = TypeVar("Check", UnderstandingChecked, PracticeChecked)


def _must_be_sound(content: Content) -> None:
    roles = [line.role for line in content.audience]
    if len(set(roles)) < len(roles):
        raise refusals.AudienceRepeated("/audience")
    for place, line in enumerate(content.audience):
        if (line.question is None) is not (line.expected_answer is None):
            raise refusals.QuestionWithoutAnswer(f"/audience/{place}/question")


def publish(published: LessonPublished) -> LessonPublished:
    """The same, with every service and finding named once."""
    _must_be_sound(published.content)
    once = {
        "services": tuple(dict.fromkeys(published.services)),
        "findings": tuple(dict.fromkeys(published.findings)),
    }
    return published.model_copy(update=once)


def _must_be_in_use(lesson: Lesson) -> None:
    if lesson.retired is not None:
        raise refusals.LessonRetired


def revise(lesson: Lesson, revised: LessonRevised) -> LessonRevised:
    _must_be_sound(revised.content)
    if not {line.role for line in revised.content.audience} >= set(revised.affects):
        raise refusals.AffectsNobody("/affects")
    _must_be_in_use(lesson)
    return revised.model_copy(update={"affects": tuple(dict.fromkeys(revised.affects))})


def _must_have(lesson: Lesson, version: int) -> None:
    if version > lesson.newest:
        raise refusals.LessonVersionUnknown("/lesson_version")


def deliver(lesson: Lesson, delivered: LessonDelivered) -> LessonDelivered:
    counted(delivered.heads, pointer="/attended")
    _must_be_in_use(lesson)
    _must_have(lesson, delivered.lesson_version)
    return delivered


def acknowledge(lesson: Lesson, acknowledged: LessonAcknowledged) -> LessonAcknowledged:
    counted(acknowledged.heads, pointer="/acknowledged")
    _must_be_in_use(lesson)
    _must_have(lesson, acknowledged.lesson_version)
    return acknowledged


def check(lesson: Lesson, checked: Check) -> Check:
    """Of understanding or of practice."""
    if checked.passed > checked.of:
        raise refusals.PassedMoreThanAsked("/passed")
    _must_be_in_use(lesson)
    _must_have(lesson, checked.lesson_version)
    return checked


def retire(lesson: Lesson, retired: LessonRetired) -> LessonRetired:
    _must_be_in_use(lesson)
    return retired
