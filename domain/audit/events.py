"""The facts of an audit: what was planned, what came of it, what answers its gaps.

Tool, its version and the way the sample was drawn are part of the plan, because two audits can be
compared only where the three agree.

Source: clinical audit cycle (HQIP, Best practice in clinical audit).
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from domain.actor import InRole
from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.moment import Day, Moment
from domain.part import Part
from domain.vocabulary.code import Code, Version
from domain.vocabulary.sampling import SampleMethod


class Criterion(Part):
    """One thing the audit looks for. `text`: how the tool words it."""

    criterion: Code
    text: LearningText | None = None


class ReAudit(Part):
    """The audit that is done again. `comparable`: tool, its version and method are the same."""

    audit: UUID
    comparable: bool


class AuditPlanned(DomainEvent):
    """What will be looked at; `re_audit` where it is an earlier audit done again."""

    type: ClassVar[str] = "audit.planned.v1"

    service: UUID | None = None
    unit: UUID | None = None
    tool: Code
    tool_version: Version
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    sample_method: SampleMethod
    planned_for: Day | None = None
    re_audit: ReAudit | None = None
    at: Moment | None = None


class Result(Part):
    """Met `passed` times `of` the times it applied; 0 of 0 where it never applied."""

    criterion: Code
    passed: Annotated[int, Field(ge=0)]
    of: Annotated[int, Field(ge=0)]


class AuditCompleted(DomainEvent):
    """`results`: one for every planned criterion, none for any other. `actions_checked`: those
    whose effect it looked for.
    """

    type: ClassVar[str] = "audit.completed.v1"

    sample_size: Annotated[int, Field(ge=1)]
    results: tuple[Result, ...]
    actions_checked: tuple[UUID, ...] | None = None
    re_audit_due_on: Day | None = None
    at: Moment | None = None


class GapAnswered(DomainEvent):
    """An action was agreed for a criterion that was not met: the other end of the same fact."""

    type: ClassVar[str] = "audit.gap_answered.v1"

    criterion: Code
    action: UUID
    at: Moment | None = None


class GapActionCancelled(DomainEvent):
    """An action that answered it will not be done: the other end of the same fact."""

    type: ClassVar[str] = "audit.gap_action_cancelled.v1"

    criterion: Code
    action: UUID


class ReAuditPlanned(DomainEvent):
    """It will be done again: the other end of the plan of that audit."""

    type: ClassVar[str] = "audit.re_audit_planned.v1"

    audit: UUID
    at: Moment | None = None


class ReAuditVoided(DomainEvent):
    """The audit that was to do it again counts for nothing: the other end of its voiding."""

    type: ClassVar[str] = "audit.re_audit_voided.v1"

    audit: UUID


class AuditVoided(DomainEvent):
    """It counts for nothing, such as one of the wrong records. It stays in the history."""

    type: ClassVar[str] = "audit.voided.v1"

    reason: LearningText
    by: InRole
    at: Moment | None = None


AuditEvent = (
    AuditPlanned
    | AuditCompleted
    | GapAnswered
    | GapActionCancelled
    | ReAuditPlanned
    | ReAuditVoided
    | AuditVoided
)
