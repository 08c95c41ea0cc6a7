"""What may be recorded about an incident, and when the rules say no.

Each decision takes the incident as it stands and returns one event or raises a Refusal; it never
changes anything. Whatever could wait is listed by `completeness`, not refused here.

Source: Care Act 2014 s42 (the council decides, not the provider); domain invariants on closure.
"""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from domain.duty.contract import ANYWHERE, Setting
from domain.duty.owed import unanswered
from domain.duty.refusals import DutyUnanswered
from domain.incident import refusals
from domain.incident.account import Account, known
from domain.incident.events import (
    Classified,
    Closed,
    CouncilDecided,
    CoveredByInvestigation,
    EnteredInError,
    ExternalReportAcknowledged,
    ImmediateActionsTaken,
    IncidentAmended,
    IncidentCorrected,
    Restricted,
    WishesRecorded,
)
from domain.incident.state import RESTRICTED, Incident
from domain.incident.vocabulary import Kind, LackedCapacity
from domain.moment import Moment
from domain.sealed import Body


class Answered(Protocol):
    """An investigation as the closing gate sees it."""

    @property
    def is_open(self) -> bool: ...
    @property
    def unanswered_findings(self) -> Iterable[UUID]: ...


def must_stand(incident: Incident) -> None:
    """Nothing is added to an incident that was entered in error, or that goes on in another."""
    if incident.in_error:
        raise refusals.AlreadyInError
    if incident.merged:
        raise refusals.AlreadyMerged


def cover(incident: Incident, *, investigation: UUID) -> CoveredByInvestigation:
    """Appended together with `investigation.opened`. A closed incident would be left with findings
    that nobody has answered.
    """
    must_stand(incident)
    if incident.closed:
        raise refusals.ClosedForInvestigation("/incidents")
    return CoveredByInvestigation(investigation=investigation)


def take_immediate_actions(
    incident: Incident, taken: ImmediateActionsTaken
) -> ImmediateActionsTaken:
    must_stand(incident)
    return taken


def record_wishes(incident: Incident, wishes: WishesRecorded) -> WishesRecorded:
    """Where capacity was lacking, who supported the adult is part of the fact (SG3a)."""
    if wishes.lacked_capacity is LackedCapacity.YES and wishes.supported_by is None:
        raise refusals.CapacityWithoutSupport("/supported_by")
    must_stand(incident)
    return wishes


def acknowledge(
    incident: Incident, answer: ExternalReportAcknowledged
) -> ExternalReportAcknowledged:
    must_stand(incident)
    told = incident.told.get(answer.report)
    if told is None:
        raise refusals.UnknownExternalReport("/report")
    made = None if told.report.at is None else told.report.at.instant()
    answered = None if answer.at is None else answer.at.instant()
    if made is not None and answered is not None and answered < made:
        raise refusals.AcknowledgedBeforeReported("/at")
    return answer


def classify(incident: Incident, classified: Classified) -> Classified:
    must_stand(incident)
    return classified


def record_council_decision(incident: Incident, decided: CouncilDecided) -> CouncilDecided:
    must_stand(incident)
    return decided


def _must_change(incident: Incident, said: Account, withdrawn: Iterable[str] = ()) -> None:
    news, gone, before = known(said), set(withdrawn), known(incident.account)
    if not news and not gone:
        raise refusals.NothingSaid
    changed = any(before.get(name) != value for name, value in news.items())
    if not changed and before.keys().isdisjoint(gone):
        raise refusals.NothingChanged


def amend(incident: Incident, amended: IncidentAmended) -> IncidentAmended:
    """Later knowledge, by a person. Refused where nothing would change."""
    must_stand(incident)
    _must_change(incident, amended.set, amended.withdrawn)
    return amended


def correct(incident: Incident, corrected: IncidentCorrected) -> IncidentCorrected:
    """We were wrong. Refused where nothing would change."""
    must_stand(incident)
    _must_change(incident, corrected.set)
    return corrected


def restrict(incident: Incident, restricted: Restricted) -> Restricted:
    must_stand(incident)
    return restricted


def restrict_as_reported(
    incident: Incident, restricted: Restricted, *, by: frozenset[UUID]
) -> Restricted | None:
    """What a newer snapshot says of it; None where it hides it from nobody else. `by`: whom it was
    sent for. A snapshot lifts nothing that a person in Heed has said, nor is anything lifted on
    the word of somebody from whom it is hidden.
    """
    if RESTRICTED not in incident.changed_here and not incident.excludes(by):
        return restricted
    everybody = tuple(dict.fromkeys((*incident.own_excluded, *restricted.excluded)))
    if set(everybody) == set(incident.own_excluded):
        return None
    return restricted.model_copy(update={"excluded": everybody})


def _may_close(incident: Incident, investigations: Iterable[Answered], setting: Setting) -> None:
    if incident.kind is Kind.UNCLASSIFIED:
        raise refusals.NotClassified
    if incident.safe_now is None:
        raise refusals.ProtectionNotRecorded
    _concern_may_close(incident)
    if unanswered(incident, setting=setting):
        raise DutyUnanswered
    for investigation in investigations:
        if investigation.is_open:
            raise refusals.InvestigationOpen
        if any(True for _ in investigation.unanswered_findings):
            raise refusals.FindingUnanswered


def _concern_may_close(incident: Incident) -> None:
    if incident.kind is Kind.SAFEGUARDING_CONCERN and not incident.risks_known:
        raise refusals.RisksNotRecorded
    if incident.awaits_council:
        raise refusals.CouncilDecisionMissing


def close(
    incident: Incident,
    *,
    investigations: Iterable[Answered],
    setting: Setting = ANYWHERE,
    at: Moment | None = None,
    reason: Body | None = None,
) -> Closed:
    """`investigations`: every one that covers this incident, as it stands in the same append.
    `setting`: what its duties depend on besides itself.
    """
    must_stand(incident)
    if incident.closed:
        raise refusals.AlreadyClosed
    _may_close(incident, investigations, setting)
    when, suspect = (None, None) if at is None else (at.at, at.suspect)
    return Closed(at=when, reason=reason, suspect=suspect)


def enter_in_error(incident: Incident, in_error: EnteredInError) -> EnteredInError:
    """Not while others go on in it: they would be lost with it."""
    must_stand(incident)
    if incident.after.joined:
        raise refusals.OthersMergedHere
    return in_error
