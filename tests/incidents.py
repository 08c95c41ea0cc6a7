"""What may be said about one incident at Larkfield Court; a test says only what matters to it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from domain.incident.account import Account, Aware, Noticed, Occurred, ReportedAccount, Risk
from domain.incident.duties import CandourStepCompleted, DutyIdentified, DutyRuledOut
from domain.incident.events import (
    Classified,
    Closed,
    CouncilDecided,
    CoveredByInvestigation,
    EnteredInError,
    ExternallyReported,
    ExternalReportAcknowledged,
    ImmediateActionsTaken,
    IncidentAmended,
    IncidentCorrected,
    IncidentReported,
    Restricted,
    Source,
)
from domain.incident.vocabulary import (
    CouncilDecision,
    InError,
    Kind,
    RestrictionReason,
    RiskType,
    SafeNow,
    ToldBody,
)
from domain.moment import Moment
from domain.vocabulary.duty import DutyCode
from tests.examples import INVESTIGATION, identity, words

REPORT = identity(30)
CQC_REPORT = identity(31)
NOTICED = datetime(2026, 3, 2, 7, 40, tzinfo=UTC)
AWARE = datetime(2026, 3, 2, 8, 10, tzinfo=UTC)
TOLD_COUNCIL = datetime(2026, 3, 2, 9, 40, tzinfo=UTC)


def source(version: int = 1, **changes: Any) -> Source:
    return Source(**{"system": "caresys", "ref": "CS-1", "version": version} | changes)


def reported(**changes: Any) -> IncidentReported:
    return IncidentReported(**{"source": source()} | changes)


def reported_concern(**changes: Any) -> IncidentReported:
    """A safeguarding concern, noticed at 7:40 and known to the organisation at 8:10."""
    usual = {
        "kind": Kind.SAFEGUARDING_CONCERN,
        "first_noticed": Noticed(at=NOTICED),
        "organisation_aware": Aware(at=AWARE, role="on_call_manager"),
    }
    return reported(**usual | changes)


def amended(
    *, withdrawn: tuple[str, ...] = (), source: Source | None = None, **news: Any
) -> IncidentAmended:
    return IncidentAmended(set=ReportedAccount(**news), withdrawn=withdrawn, source=source)


def corrected(**news: Any) -> IncidentCorrected:
    return IncidentCorrected(set=Account(**news), reason=words())


def acted(safe_now: SafeNow | None = SafeNow.YES, **changes: Any) -> ImmediateActionsTaken:
    return ImmediateActionsTaken(**{"safe_now": safe_now} | changes)


def told_council(report: UUID = REPORT, **changes: Any) -> ExternallyReported:
    usual = {
        "report": report,
        "body": ToldBody.COUNCIL_SAFEGUARDING,
        "at": Moment(at=TOLD_COUNCIL),
    }
    return ExternallyReported(**usual | changes)


def told_cqc(report: UUID = CQC_REPORT, **changes: Any) -> ExternallyReported:
    return told_council(report, **{"body": ToldBody.CQC} | changes)


def identified(duty: DutyCode, **changes: Any) -> DutyIdentified:
    return DutyIdentified(**{"duty": duty, "rules": 1} | changes)


def ruled_out(*duties: DutyCode, **changes: Any) -> DutyRuledOut:
    usual = {"duties": duties, "reason": words(), "decided_by": "registered_manager", "rules": 1}
    return DutyRuledOut(**usual | changes)


def candour_step(step: int = 1, **changes: Any) -> CandourStepCompleted:
    return CandourStepCompleted(**{"step": step} | changes)


def acknowledged(report: UUID = REPORT) -> ExternalReportAcknowledged:
    return ExternalReportAcknowledged(report=report)


def classified(kind: Kind = Kind.SAFEGUARDING_CONCERN) -> Classified:
    return Classified(kind=kind, decided_by="registered_manager")


def council_decided(
    decision: CouncilDecision = CouncilDecision.S42_ENQUIRY, **changes: Any
) -> CouncilDecided:
    return CouncilDecided(decision=decision, **changes)


def restricted(*persons: UUID) -> Restricted:
    return Restricted(excluded=persons, reason=RestrictionReason.NAMES_A_MEMBER_OF_STAFF)


def covered(investigation: UUID = INVESTIGATION) -> CoveredByInvestigation:
    return CoveredByInvestigation(investigation=investigation)


def closed() -> Closed:
    return Closed()


def in_error() -> EnteredInError:
    return EnteredInError(because=InError.DUPLICATE, reason=words())


def risk(kind: RiskType) -> Risk:
    return Risk(type=kind)


def occurred(**changes: Any) -> Occurred:
    return Occurred(**changes)
