"""What may be recorded about an incident after its report, and when the rules say no.

Feedback, support and outcomes may come before or after the case is closed: what is owed to people
does not end with it. Only reopening asks whether it is closed.

Source: Safeguarding Adults Collection SG2e and SG4a (achieved only where outcomes were expressed);
statutory guidance 14.
"""

from collections.abc import Iterable
from datetime import datetime

from domain.incident import refusals
from domain.incident.account import Account, Occurred
from domain.incident.afterwards import (
    EnquiryOutcomeReceived,
    FamilySharingDecided,
    FeedbackRecorded,
    IncidentReopened,
    SupportOffered,
    TimesConfirmed,
)
from domain.incident.decisions import must_stand
from domain.incident.state import Incident
from domain.incident.vocabulary import Asked
from domain.learning_text import LearningText
from domain.moment import Moment, in_the_future
from domain.vocabulary.enquiry import NO_RISK
from domain.vocabulary.recipient import FeedbackOutcome

CONFIRMABLE = ("occurred", "first_noticed", "organisation_aware")
"""The members of an account that hold times."""


def reopen(incident: Incident, reopened: IncidentReopened) -> IncidentReopened:
    must_stand(incident)
    if not incident.closed:
        raise refusals.NotClosed
    return reopened


def receive_outcome(incident: Incident, received: EnquiryOutcomeReceived) -> EnquiryOutcomeReceived:
    """A later one replaces the earlier; both are kept."""
    said = (received.risk_assessment, received.risk_outcome)
    if not any((*said, received.outcomes_achieved, received.allegation)):
        raise refusals.OutcomeNotSaid
    if received.risk_outcome is not None and received.risk_assessment in NO_RISK:
        raise refusals.OutcomeWithoutRisk("/risk_outcome")
    must_stand(incident)
    if received.outcomes_achieved is not None and not _expressed(incident):
        raise refusals.OutcomesNotExpressed("/outcomes_achieved")
    return received


def _expressed(incident: Incident) -> bool:
    return incident.wishes is not None and incident.wishes.asked is Asked.ASKED_AND_EXPRESSED


def record_feedback(incident: Incident, feedback: FeedbackRecorded) -> FeedbackRecorded:
    if feedback.outcome is FeedbackOutcome.NOT_POSSIBLE and feedback.reason is None:
        raise refusals.FeedbackReasonMissing("/reason")
    must_stand(incident)
    named = {person.person for person in incident.people} | {
        one.person for each in incident.after.brought.values() for one in each.carried.feedback
    }
    if feedback.person is not None and feedback.person not in named:
        raise refusals.PersonNotInIncident("/person")
    return feedback


def decide_family_sharing(
    incident: Incident, decided: FamilySharingDecided
) -> FamilySharingDecided:
    must_stand(incident)
    return decided


def offer_support(incident: Incident, offered: SupportOffered) -> SupportOffered:
    must_stand(incident)
    named = {person.person for person in incident.people}
    if offered.person is not None and offered.person not in named:
        raise refusals.PersonNotInIncident("/person")
    return offered


def _still_to_come(member: Moment | Occurred, now: datetime) -> bool:
    said = (member.from_, member.to) if isinstance(member, Occurred) else (member.at,)
    return any(
        in_the_future(at, now=now, precision=member.precision) for at in said if at is not None
    )


def confirm_times(
    incident: Incident,
    times: Iterable[str],
    *,
    now: datetime,
    reason: LearningText | None = None,
) -> TimesConfirmed:
    """`times`: members out of `CONFIRMABLE`. Refused where one of them is not in doubt, or cannot
    have been by now whoever says so.
    """
    must_stand(incident)
    confirmed: dict[str, object] = {}
    for name in dict.fromkeys(times):
        member = getattr(incident.account, name)
        if member is None or not member.suspect:
            raise refusals.TimeNotSuspect("/times")
        if _still_to_come(member, now):
            raise refusals.TimeStillToCome("/times")
        confirmed[name] = member.model_copy(update={"suspect": None})
    return TimesConfirmed(set=Account().model_copy(update=confirmed), reason=reason)
