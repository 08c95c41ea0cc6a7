"""The facts of an audit: what was planned, what came of it, what answers its gaps.

Tool, its version and the way the sample was drawn are part of the plan, because two audits can be
compared only where the three agree.

Source: clinical audit cycle (HQIP, Best practice in clinical audit).
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

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


class AuditPlanned(DomainEvent):
    type: ClassVar[str] = "audit.planned.v1"

    service: UUID | None = None
    unit: UUID | None = None
    tool: Code
    tool_version: Version
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    sample_method: SampleMethod
    planned_for: Day | None = None
    at: Moment | None = None


class Result(Part):
    """Met `passed` times `of` the times it applied; 0 of 0 where it never applied."""

    criterion: Code
    passed: Annotated[int, Field(ge=0)]
    of: Annotated[int, Field(ge=0)]


class AuditCompleted(DomainEvent):
    """`results`: one for every planned criterion, none for any other."""

    type: ClassVar[str] = "audit.completed.v1"

    sample_size: Annotated[int, Field(ge=1)]
    results: tuple[Result, ...]
    at: Moment | None = None


class GapAnswered(DomainEvent):
    """An action was agreed for a criterion that was not met: the other end of the same fact."""

    type: ClassVar[str] = "audit.gap_answered.v1"

    criterion: Code
    action: UUID


AuditEvent = AuditPlanned | AuditCompleted | GapAnswered
