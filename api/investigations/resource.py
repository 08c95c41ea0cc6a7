"""The investigation as a resource."""

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.incidents.answer import ReceiptAnswer
from api.principal import Principal
from api.resource import Resource, Standing
from api.roles import RoleAnswer, role_members
from api.schema import (
    ActionId,
    Answer,
    EvidenceId,
    FindingId,
    IncidentId,
    InvestigationId,
    ServiceId,
    Version,
)
from domain.identifier import shown
from domain.investigation.state import Finding, Investigation, Stage, fold
from domain.moment import Instant
from domain.sealed import Body, bodies_in
from domain.vocabulary.code import Code
from domain.vocabulary.evidence import EvidenceStrength
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.learning_response import Method, Origin

Text = Annotated[str, Field(max_length=20_000)]


class EvidenceAnswer(Answer):
    id: EvidenceId
    kind: Code
    count: int | None
    sha256: Annotated[str, Field(max_length=64)] | None
    text: Text | None


class FindingTold(Answer):
    """A finding. `state`: standing, answered, left_without_action or withdrawn."""

    id: FindingId
    state: Annotated[str, Field(max_length=30)]
    factor: Factor
    secondary: Annotated[tuple[Factor, ...], Field(max_length=2)]
    level: Level
    strength: EvidenceStrength
    text: Text | None
    evidence: Annotated[tuple[EvidenceId, ...], Field(max_length=50)]
    actions: Annotated[tuple[ActionId, ...], Field(max_length=100)]


class InvestigationAnswer(Answer):
    """An investigation as it stands."""

    id: InvestigationId
    version: Version
    recorded_at: Instant
    state: Stage
    incidents: Annotated[tuple[IncidentId, ...], Field(max_length=200)]
    origin: Origin
    method: Method
    why: Text | None
    lead: RoleAnswer
    lead_independent: bool
    questions: Annotated[tuple[Text | None, ...], Field(max_length=20)]
    service: ServiceId | None
    evidence: Annotated[tuple[EvidenceAnswer, ...], Field(max_length=1_000)]
    findings: Annotated[tuple[FindingTold, ...], Field(max_length=1_000)]
    nothing_found: Text | None


class InvestigationRecorded(InvestigationAnswer):
    """An investigation after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer


def _state(finding: Finding) -> str:
    if not finding.stands:
        return "withdrawn"
    if finding.actions:
        return "answered"
    return "standing" if finding.left is None else "left_without_action"


def _finding(at: Standing[Investigation], identity: UUID, finding: Finding) -> dict[str, Any]:
    recorded = finding.recorded
    return {
        "id": shown("fnd", identity),
        "state": _state(finding),
        "factor": recorded.factor,
        "secondary": recorded.secondary,
        "level": recorded.level,
        "strength": recorded.strength,
        "text": at.says(recorded.text),
        "evidence": [shown("evd", one) for one in recorded.evidence],
        "actions": [shown("act", one) for one in finding.actions],
    }


def tell(_: Principal, at: Standing[Investigation]) -> tuple[type[Answer], dict[str, Any]]:
    found, opened = at.state, at.state.opened
    nothing = found.nothing_found
    return InvestigationAnswer, {
        "id": shown("inv", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "state": found.stage,
        "incidents": [shown("inc", one) for one in opened.incidents],
        "origin": opened.origin,
        "method": opened.method,
        "why": at.says(opened.why),
        "lead": role_members(opened.lead),
        "lead_independent": opened.lead_independent,
        "questions": [at.says(one) for one in opened.questions],
        "service": opened.service and shown("svc", opened.service),
        "evidence": [
            {
                "id": shown("evd", identity),
                "kind": added.kind,
                "count": added.count,
                "sha256": added.sha256,
                "text": at.says(added.text),
            }
            for identity, added in found.evidence.items()
        ],
        "findings": [_finding(at, *one) for one in found.findings.items()],
        "nothing_found": None if nothing is None else at.says(nothing.reason),
    }


def everyone(_: Principal, __: frozenset[UUID], ___: Investigation) -> bool:
    """Whoever may read learning; incidents behind it that are hidden hide it too."""
    return True


def words(found: Investigation) -> Iterable[Body]:
    recorded = [finding.recorded for finding in found.findings.values()]
    return bodies_in([found.opened, *found.evidence.values(), *recorded, found.nothing_found])


INVESTIGATION: Resource[Investigation] = Resource(
    name="investigation",
    prefix="inv",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=words,
    recorded={InvestigationAnswer: InvestigationRecorded},
    behind=lambda found: found.opened.incidents,
)
