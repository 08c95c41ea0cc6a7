"""What may be recorded about a learning response, and when the rules say no.

Each decision takes the investigation as it stands and returns one event or raises a Refusal.
Findings and evidence come only while it is open and not completed; answers to findings come at
any time, because actions are usually agreed after sign-off.

Source: RCA2 (at least one finding, evidence for each, sign-off by somebody else).
"""

from uuid import UUID

from domain.actor import Actor
from domain.investigation import refusals
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
    NoFindingDeclared,
)
from domain.investigation.finding import Finding
from domain.investigation.state import Investigation, Stage
from domain.moment import Moment
from domain.vocabulary.factor import Factor
from domain.vocabulary.improvement import ActionKind, Strength
from domain.vocabulary.learning_response import Method, Origin


def open_investigation(opened: InvestigationOpened) -> InvestigationOpened:
    """The same, with every incident named once."""
    if opened.origin is Origin.INCIDENT and not opened.incidents:
        raise refusals.IncidentNotNamed("/incidents")
    pointer = opened.pointer
    if pointer is not None:
        if pointer.audit is not None and opened.origin is not Origin.AUDIT:
            raise refusals.OriginPointsElsewhere("/pointer/audit")
        if pointer.governance_review is not None and opened.origin is not Origin.GOVERNANCE_REVIEW:
            raise refusals.OriginPointsElsewhere("/pointer/governance_review")
    once = tuple(dict.fromkeys(opened.incidents))
    return opened.model_copy(update={"incidents": once})


def must_be_open(investigation: Investigation) -> None:
    if investigation.stage is not Stage.OPEN:
        raise refusals.InvestigationNotOpen


def _must_be_looking(investigation: Investigation) -> None:
    must_be_open(investigation)
    if investigation.opened.method is Method.NONE:
        raise refusals.NoResponseChosen


def standing(investigation: Investigation, finding: UUID) -> Finding:
    known = investigation.findings.get(finding)
    if known is None or not known.stands:
        raise refusals.FindingUnknown("/finding")
    return known


def add_evidence(investigation: Investigation, added: EvidenceAdded) -> EvidenceAdded:
    _must_be_looking(investigation)
    return added


def must_hold_together(
    investigation: Investigation, said: FindingRecorded | FindingRevised
) -> None:
    """Whether factors, evidence and incidents of a finding fit each other and the investigation."""
    factors = (said.factor, *said.secondary)
    none_found = Factor.NO_CONTRIBUTORY_FACTOR_FOUND in factors
    if len(set(factors)) < len(factors) or (none_found and len(factors) > 1):
        raise refusals.FactorsContradict("/secondary")
    _must_be_looking(investigation)
    if not investigation.evidence.keys() >= set(said.evidence):
        raise refusals.EvidenceUnknown("/evidence")
    if not set(investigation.incidents) >= set(said.incidents or ()):
        raise refusals.IncidentNotCovered("/incidents")


def record_finding(investigation: Investigation, recorded: FindingRecorded) -> FindingRecorded:
    must_hold_together(investigation, recorded)
    return recorded


def withdraw_finding(investigation: Investigation, withdrawn: FindingWithdrawn) -> FindingWithdrawn:
    must_be_open(investigation)
    standing(investigation, withdrawn.finding)
    return withdrawn


def answer_finding(
    investigation: Investigation,
    *,
    finding: UUID,
    action: UUID,
    kind: ActionKind | None = None,
    strength: Strength | None = None,
    at: Moment | None = None,
) -> FindingAnswered:
    """Appended together with `action.agreed`, `at` the same time; one finding may have several
    actions.
    """
    standing(investigation, finding)
    return FindingAnswered(finding=finding, action=action, kind=kind, strength=strength, at=at)


def leave_without_action(
    investigation: Investigation, left: FindingLeftWithoutAction
) -> FindingLeftWithoutAction:
    """An action may still be agreed for it later."""
    if standing(investigation, left.finding).actions:
        raise refusals.FindingHasAction("/finding")
    return left


def declare_no_finding(
    investigation: Investigation, declared: NoFindingDeclared
) -> NoFindingDeclared:
    """A finding recorded afterwards takes the declaration's place."""
    must_be_open(investigation)
    if investigation.standing_findings:
        raise refusals.FindingsStand
    return declared


def complete(
    investigation: Investigation, *, by: Actor, at: Moment | None = None
) -> InvestigationCompleted:
    by.in_role()
    must_be_open(investigation)
    if not investigation.standing_findings and investigation.nothing_found is None:
        raise refusals.NothingFoundYet
    return InvestigationCompleted(at=at)


def _must_await_sign_off(investigation: Investigation) -> None:
    match investigation.stage:
        case Stage.OPEN:
            raise refusals.InvestigationNotCompleted
        case Stage.STOPPED:
            raise refusals.InvestigationStoppedAlready
        case Stage.SIGNED_OFF:
            raise refusals.AlreadySignedOff
        case Stage.COMPLETED:
            return


def send_back(
    investigation: Investigation, returned: InvestigationReturned
) -> InvestigationReturned:
    _must_await_sign_off(investigation)
    return returned


def sign_off(
    investigation: Investigation, *, by: Actor, at: Moment | None = None
) -> InvestigationSignedOff:
    """That nothing is looked into is signed off as soon as it is decided."""
    signing = by.in_role()
    if investigation.opened.method is not Method.NONE or investigation.stage is not Stage.OPEN:
        _must_await_sign_off(investigation)
    if any(signing.may_be(lead) for lead in investigation.ever_led_by):
        raise refusals.SignedOffByLead
    return InvestigationSignedOff(by=signing, at=at)
