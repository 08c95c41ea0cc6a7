"""What came of one incident at Larkfield Court: an investigation, an action and an audit."""

from datetime import date
from typing import Any
from uuid import UUID

from domain.action.events import (
    ActionAgreed,
    ActionCompleted,
    ActionVerified,
    AnsweredFinding,
    VerificationRefused,
)
from domain.actor import InRole
from domain.audit.events import AuditCompleted, AuditPlanned, Criterion, GapAnswered, Result
from domain.investigation.events import (
    EvidenceAdded,
    FindingAnswered,
    FindingLeftWithoutAction,
    FindingRecorded,
    FindingWithdrawn,
    InvestigationCompleted,
    InvestigationOpened,
    InvestigationReturned,
    InvestigationSignedOff,
    NoFindingDeclared,
)
from domain.vocabulary.evidence import EvidenceStrength
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.improvement import STRENGTH_TABLE, ActionKind, Strength
from domain.vocabulary.learning_response import Method, Origin
from domain.vocabulary.sampling import SampleMethod
from tests.examples import (
    ACTION,
    AREA_MANAGER,
    FINDING,
    INCIDENT,
    INTERVIEWS,
    INVESTIGATION,
    NOMINATED_INDIVIDUAL,
    SERVICE,
    TRAINER,
    words,
)


def opened(**changes: Any) -> InvestigationOpened:
    usual = {
        "incidents": (INCIDENT,),
        "origin": Origin.INCIDENT,
        "method": Method.AFTER_ACTION_REVIEW,
        "why": words(),
        "lead": AREA_MANAGER,
        "lead_independent": True,
    }
    return InvestigationOpened(**usual | changes)


def interviewed(**changes: Any) -> EvidenceAdded:
    return EvidenceAdded(**{"evidence": INTERVIEWS, "kind": "interview", "count": 6} | changes)


def found(**changes: Any) -> FindingRecorded:
    usual = {
        "finding": FINDING,
        "factor": Factor.BOUNDARIES,
        "level": Level.LOCAL_WORKING_CONDITIONS,
        "strength": EvidenceStrength.MODERATE,
        "text": words(),
        "evidence": (INTERVIEWS,),
    }
    return FindingRecorded(**usual | changes)


def withdrawn(finding: UUID = FINDING) -> FindingWithdrawn:
    return FindingWithdrawn(finding=finding, reason=words())


def answered(finding: UUID = FINDING, action: UUID = ACTION) -> FindingAnswered:
    return FindingAnswered(finding=finding, action=action)


def left_without_action(finding: UUID = FINDING) -> FindingLeftWithoutAction:
    return FindingLeftWithoutAction(
        finding=finding, reason=words(), decided_by="nominated_individual"
    )


def nothing_found() -> NoFindingDeclared:
    return NoFindingDeclared(reason=words())


def investigated() -> InvestigationCompleted:
    return InvestigationCompleted()


def returned() -> InvestigationReturned:
    return InvestigationReturned(reason=words())


def signed_off(by: InRole = NOMINATED_INDIVIDUAL) -> InvestigationSignedOff:
    return InvestigationSignedOff(by=by)


def agreed(**changes: Any) -> ActionAgreed:
    usual = {
        "title": words(),
        "kind": ActionKind.TRAINING,
        "strength": Strength.WEAKER,
        "suggested_strength": Strength.WEAKER,
        "strength_table": STRENGTH_TABLE,
        "findings": (AnsweredFinding(investigation=INVESTIGATION, finding=FINDING),),
        "owner": TRAINER,
        "due_on": date(2026, 5, 29),
        "measure": words(51),
    }
    return ActionAgreed(**usual | changes)


def done(**changes: Any) -> ActionCompleted:
    return ActionCompleted(**{"by": TRAINER} | changes)


def verified(**changes: Any) -> ActionVerified:
    return ActionVerified(**{"by": NOMINATED_INDIVIDUAL} | changes)


def not_done(**changes: Any) -> VerificationRefused:
    return VerificationRefused(**{"by": NOMINATED_INDIVIDUAL, "reason": words()} | changes)


def planned(**changes: Any) -> AuditPlanned:
    usual = {
        "service": SERVICE,
        "tool": "supervision_records",
        "tool_version": "4",
        "criteria": (Criterion(criterion="boundaries_discussed"), Criterion(criterion="signed")),
        "sample_method": SampleMethod.RANDOM,
    }
    return AuditPlanned(**usual | changes)


def result(criterion: str, passed: int, of: int = 12) -> Result:
    return Result(criterion=criterion, passed=passed, of=of)


def audited(*results: Result) -> AuditCompleted:
    usual = (result("boundaries_discussed", 11), result("signed", 12))
    return AuditCompleted(sample_size=12, results=results or usual)


def gap_answered(criterion: str = "boundaries_discussed") -> GapAnswered:
    return GapAnswered(criterion=criterion, action=ACTION)
