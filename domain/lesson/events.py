"""The facts of a lesson, from being published to being retired.

A lesson names nobody: its words are learning text, and whoever approved it is known by role. A
version that changes it says what changed and for whom. What is recorded of people (that it was
delivered, acknowledged, understood, done) names the version they met.

Source: domain rules on lessons (9.2, 17 and 18).
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from domain.actor import InRole, Role
from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.lesson.heads import Heads
from domain.moment import Moment
from domain.part import Part
from domain.vocabulary.teaching import PracticeMethod, Setting, UnderstandingMethod

LessonVersion = Annotated[int, Field(ge=1, le=1_000)]
Many = Annotated[int, Field(ge=0, le=100_000)]
Some = Annotated[int, Field(ge=1, le=100_000)]


class RoleLine(Part):
    """What one role takes from it: a line for their shift, and a question to ask them."""

    role: Role
    on_your_shift: LearningText | None = None
    question: LearningText | None = None
    expected_answer: LearningText | None = None


class Content(Part):
    title: LearningText
    text: LearningText | None = None
    audience: Annotated[tuple[RoleLine, ...], Field(min_length=1)]
    approved_by: InRole


class TaughtFinding(Part):
    """A finding of an investigation that this lesson teaches."""

    investigation: UUID
    finding: UUID


class LessonPublished(DomainEvent):
    """`services`: those it is for; none for all of the provider."""

    type: ClassVar[str] = "lesson.published.v1"

    content: Content
    services: tuple[UUID, ...] = ()
    findings: tuple[TaughtFinding, ...] = ()
    at: Moment | None = None


class LessonRevised(DomainEvent):
    """A new version, whole. `affects`: the roles that have to hear it again."""

    type: ClassVar[str] = "lesson.revised.v1"

    content: Content
    what_changed: LearningText
    affects: Annotated[tuple[Role, ...], Field(min_length=1)]
    at: Moment | None = None


class LessonDelivered(DomainEvent):
    """`role`: where all of them had the same one."""

    type: ClassVar[str] = "lesson.delivered.v1"

    lesson_version: LessonVersion
    service: UUID | None = None
    role: Role | None = None
    setting: Setting
    heads: Heads
    at: Moment | None = None


class LessonAcknowledged(DomainEvent):
    """They said that they have read or heard it."""

    type: ClassVar[str] = "lesson.acknowledged.v1"

    lesson_version: LessonVersion
    service: UUID | None = None
    role: Role | None = None
    heads: Heads
    at: Moment | None = None


class UnderstandingChecked(DomainEvent):
    """Of those who were asked, so many could say it."""

    type: ClassVar[str] = "lesson.understanding_checked.v1"

    lesson_version: LessonVersion
    service: UUID | None = None
    role: Role | None = None
    passed: Many
    of: Some
    method: UnderstandingMethod
    at: Moment | None = None


class PracticeChecked(DomainEvent):
    """Of those who were watched, so many do it."""

    type: ClassVar[str] = "lesson.practice_checked.v1"

    lesson_version: LessonVersion
    service: UUID | None = None
    role: Role | None = None
    passed: Many
    of: Some
    method: PracticeMethod
    at: Moment | None = None


class LessonRetired(DomainEvent):
    """It is not taught any more."""

    type: ClassVar[str] = "lesson.retired.v1"

    reason: LearningText
    by: InRole
    at: Moment | None = None


Met = LessonDelivered | LessonAcknowledged | UnderstandingChecked | PracticeChecked
"""What is recorded of people who met a version of it."""

LessonEvent = LessonPublished | LessonRevised | Met | LessonRetired
