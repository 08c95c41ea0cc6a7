"""What callers send about an audit."""

from typing import Annotated

from pydantic import Field

from api.schema import ActionId, AuditId, Request, ServiceId, UnitId, Words
from domain.moment import Day, When
from domain.vocabulary.code import Code, Version
from domain.vocabulary.sampling import SampleMethod


class CriterionPart(Request):
    """One thing the audit looks for."""

    criterion: Code
    text: Words | None = None
    """How the tool words it. Learning text."""


class PlanAudit(Request):
    """What will be looked at, with which tool, and how the sample is drawn."""

    service: ServiceId | None = None
    unit: UnitId | None = None
    tool: Code
    tool_version: Version
    criteria: Annotated[tuple[CriterionPart, ...], Field(min_length=1, max_length=200)]
    sample_method: SampleMethod
    planned_for: Day | None = None
    re_audit_of: AuditId | None = None
    """A completed audit that this one does again."""
    at: When | None = None


class ResultPart(Request):
    """Met `passed` times `of` the times it applied."""

    criterion: Code
    passed: Annotated[int, Field(ge=0, le=100_000)]
    of: Annotated[int, Field(ge=0, le=100_000)]


class RecordResults(Request):
    """One result for every planned criterion."""

    sample_size: Annotated[int, Field(ge=1, le=100_000)]
    results: Annotated[tuple[ResultPart, ...], Field(min_length=1, max_length=200)]
    actions_checked: Annotated[tuple[ActionId, ...], Field(max_length=50)] = ()
    """Actions whose effect this audit looked for."""
    re_audit_due_on: Day | None = None
    """The day by which it is to be done again."""
    at: When | None = None


class VoidAudit(Request):
    """It counts for nothing, and why. It stays in the history; actions agreed for it go on."""

    reason: Words
    at: When | None = None
