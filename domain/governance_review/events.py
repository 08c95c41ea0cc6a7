"""The facts of a governance review: what was looked at, as it was known when, and what was decided.

A decision answers something by name: a theme, an action, a lesson, a measure, an investigation, an
audit. "Nothing needs to be done" is a decision too, and is written down as one.

Source: HSCA 2008 (Regulated Activities) Regulations 2014 reg 17 (good governance: assess, monitor,
improve).
"""

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from domain.actor import InRole, Role
from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.moment import Day, Instant, Moment
from domain.part import Part
from domain.vocabulary.code import Code
from domain.vocabulary.factor import Factor


class Forum(StrEnum):
    """Who sat together."""

    BOARD = "board"
    SAFEGUARDING_COMMITTEE = "safeguarding_committee"
    QUALITY_COMMITTEE = "quality_committee"
    SERVICE_MEETING = "service_meeting"
    OTHER = "other"


class Subject(StrEnum):
    """What a decision can answer."""

    THEME = "theme"
    """By its identity, or by its factor where it is no theme of its own."""
    ACTION = "action"
    LESSON = "lesson"
    MEASURE = "measure"
    INVESTIGATION = "investigation"
    AUDIT = "audit"
    SIGNAL = "signal"


class Answered(Part):
    """One thing that was answered, by its identity; a theme by that or by its factor."""

    subject: Subject
    id: UUID | None = None
    factor: Factor | None = None


class LookedAt(Part):
    """What lay on the table: the views by name, the resources, and when that was all known."""

    known_at: Instant
    views: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    subjects: Annotated[tuple[Answered, ...], Field(max_length=200)] = ()


class Decision(Part):
    """`owner` and `due_on` where somebody is to do something that is not an action of its own."""

    decision: UUID
    text: LearningText
    answers: Annotated[tuple[Answered, ...], Field(max_length=50)] = ()
    owner: InRole | None = None
    due_on: Day | None = None


class ReviewHeld(DomainEvent):
    """Leadership met. `service` None: the review is of the whole provider."""

    type: ClassVar[str] = "governance_review.held.v1"

    held_on: Day
    forum: Forum
    service: UUID | None = None
    chaired_by: InRole
    attended: Annotated[tuple[Role, ...], Field(max_length=50)] = ()
    looked_at: LookedAt
    decisions: Annotated[tuple[Decision, ...], Field(max_length=100)] = ()
    summary: LearningText | None = None
    at: Moment | None = None


class DecisionAdded(DomainEvent):
    """A decision of that review that was not written down with it."""

    type: ClassVar[str] = "governance_review.decision_added.v1"

    decision: Decision
    at: Moment | None = None


class ReviewVoided(DomainEvent):
    """It was recorded by mistake. It counts as held no more and stays in the log."""

    type: ClassVar[str] = "governance_review.voided.v1"

    reason: LearningText
    at: Moment | None = None


GovernanceReviewEvent = ReviewHeld | DecisionAdded | ReviewVoided
