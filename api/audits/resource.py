"""The audit as a resource."""

from collections.abc import Iterable
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from api.audits.facts import ResultPart
from api.incidents.answer import MomentAnswer, ReceiptAnswer
from api.incidents.telling import moment
from api.principal import Principal
from api.resource import Resource, Standing
from api.roles import RoleAnswer, role_members
from api.schema import ActionId, Answer, AuditId, ServiceId, UnitId, Version
from domain.audit.state import Audit, fold
from domain.identifier import shown
from domain.moment import Day, Instant
from domain.sealed import Body, bodies_in
from domain.vocabulary.code import Code
from domain.vocabulary.code import Version as ToolVersion
from domain.vocabulary.sampling import SampleMethod

MOST_RE_AUDITS: Final = 100
Text = Annotated[str, Field(max_length=20_000)]


class CriterionAnswer(Answer):
    criterion: Code
    text: Text | None


class ResultsAnswer(Answer):
    sample_size: int
    results: Annotated[tuple[ResultPart, ...], Field(max_length=200)]
    actions_checked: Annotated[tuple[ActionId, ...], Field(max_length=50)]
    re_audit_due_on: Day | None
    at: MomentAnswer | None


class VoidedAnswer(Answer):
    reason: Text | None
    by: RoleAnswer
    at: MomentAnswer | None


class ReAuditAnswer(Answer):
    """The audit that this one does again. Where tool, version or the way the sample was drawn are
    others, the two cannot be compared.
    """

    of: AuditId
    comparable: bool


class AuditAnswer(Answer):
    """An audit as it stands. `gaps`: criteria that were not always met; `unanswered_gaps`: those
    of them for which no action was agreed. `re_audits`: the audits that do this one again;
    `re_audit_due_on`: the day by which one is to be planned, while there is none.
    """

    id: AuditId
    version: Version
    recorded_at: Instant
    service: ServiceId | None
    unit: UnitId | None
    tool: Code
    tool_version: ToolVersion
    criteria: Annotated[tuple[CriterionAnswer, ...], Field(max_length=200)]
    sample_method: SampleMethod
    planned_for: Day | None
    at: MomentAnswer | None
    re_audit: ReAuditAnswer | None
    completed: ResultsAnswer | None
    voided: VoidedAnswer | None
    re_audits: Annotated[tuple[AuditId, ...], Field(max_length=MOST_RE_AUDITS)]
    re_audit_due_on: Day | None
    gaps: Annotated[tuple[Code, ...], Field(max_length=200)]
    unanswered_gaps: Annotated[tuple[Code, ...], Field(max_length=200)]


class AuditRecorded(AuditAnswer):
    """An audit after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer


def tell(_: Principal, at: Standing[Audit]) -> tuple[type[Answer], dict[str, Any]]:
    planned, done = at.state.planned, at.state.completed
    again, voided = planned.re_audit, at.state.voided
    return AuditAnswer, {
        "id": shown("aud", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "service": planned.service and shown("svc", planned.service),
        "unit": planned.unit and shown("unt", planned.unit),
        "tool": planned.tool,
        "tool_version": planned.tool_version,
        "criteria": [
            {"criterion": one.criterion, "text": at.says(one.text)} for one in planned.criteria
        ],
        "sample_method": planned.sample_method,
        "planned_for": planned.planned_for,
        "at": moment(planned.at),
        "re_audit": again and {"of": shown("aud", again.audit), "comparable": again.comparable},
        "completed": done
        and {
            "sample_size": done.sample_size,
            "results": [one.model_dump() for one in done.results],
            "actions_checked": [shown("act", one) for one in done.actions_checked or ()],
            "re_audit_due_on": done.re_audit_due_on,
            "at": moment(done.at),
        },
        "voided": voided
        and {
            "reason": at.says(voided.reason),
            "by": role_members(voided.by),
            "at": moment(voided.at),
        },
        "re_audits": [shown("aud", one) for one in at.state.re_audits],
        "re_audit_due_on": at.state.re_audit_due_on,
        "gaps": [gap.criterion for gap in at.state.gaps],
        "unanswered_gaps": [gap.criterion for gap in at.state.unanswered_gaps],
    }


def everyone(_: Principal, __: frozenset[UUID], ___: Audit) -> bool:
    """Whoever may read learning: an audit is about records, not about one person's case."""
    return True


def words(audit: Audit) -> Iterable[Body]:
    return bodies_in([audit.planned, audit.voided])


AUDIT: Resource[Audit] = Resource(
    name="audit",
    prefix="aud",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=words,
    recorded={AuditAnswer: AuditRecorded},
)
