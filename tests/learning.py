"""What came of one incident at Larkfield Court: an investigation, an action and an audit."""

from datetime import date
from typing import Any
from uuid import UUID

from domain.action.events import (
    ActionAgreed,
    ActionCancelled,
    ActionCompleted,
    ActionReopened,
    ActionStarted,
    ActionVerified,
    AnsweredFinding,
    DueDateChanged,
    EffectivenessReviewed,
    OwnerChanged,
    VerificationRefused,
)
from domain.action.vocabulary import REVIEW_DAYS, Verdict
from domain.actor import InRole
from domain.audit.events import AuditCompleted, AuditPlanned, Criterion, GapAnswered, Result
from domain.investigation.events import (
    EvidenceAdded,
    FindingAnswered,
    FindingLeftWithoutAction,
    FindingRecorded,
    FindingRevised,
    FindingWithdrawn,
    InvestigationCompleted,
    InvestigationOpened,
    InvestigationReturned,
    InvestigationSignedOff,
    InvestigationStopped,
    LeadChanged,
    NoFindingDeclared,
    ScopeExtended,
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
        "review_days": REVIEW_DAYS,
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


def started(**changes: Any) -> ActionStarted:
    return ActionStarted(**changes)


def postponed(**changes: Any) -> DueDateChanged:
    usual = {"from_": date(2026, 5, 29), "to": date(2026, 7, 31), "reason": words()}
    return DueDateChanged(**usual | changes)


def given_to(owner: InRole, **changes: Any) -> OwnerChanged:
    return OwnerChanged(owner=owner, **changes)


def judged(**changes: Any) -> EffectivenessReviewed:
    usual = {"verdict": Verdict.EFFECTIVE, "by": NOMINATED_INDIVIDUAL, "people_said": words()}
    return EffectivenessReviewed(**usual | changes)


def reopened(**changes: Any) -> ActionReopened:
    usual = {"by": NOMINATED_INDIVIDUAL, "reason": words(), "due_on": date(2026, 9, 30)}
    return ActionReopened(**usual | changes)


def cancelled(**changes: Any) -> ActionCancelled:
    return ActionCancelled(**{"by": NOMINATED_INDIVIDUAL, "reason": words()} | changes)


def revised(**changes: Any) -> FindingRevised:
    said = found().model_dump(exclude={"recommendation"})
    return FindingRevised(**said | {"reason": words()} | changes)


def looked_at_more(*added: UUID, known: tuple[UUID, ...] = (INCIDENT,)) -> ScopeExtended:
    return ScopeExtended(incidents=(*known, *added), added=added)


def led_by(lead: InRole, **changes: Any) -> LeadChanged:
    usual = {"lead": lead, "lead_independent": True, "reason": words()}
    return LeadChanged(**usual | changes)


def stopped(**changes: Any) -> InvestigationStopped:
    return InvestigationStopped(**{"by": NOMINATED_INDIVIDUAL, "reason": words()} | changes)
