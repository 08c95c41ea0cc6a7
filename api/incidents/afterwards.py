"""How facts about an incident after its report are decided: names found, the domain asked."""

from uuid import UUID

from api.attempt import Attempt
from api.command import Target
from api.incidents import after_facts as facts
from api.incidents.after_answer import MOST
from api.learning import learning_text, maybe_learning_text
from api.roles import maybe_identity, moment_of
from api.room import must_have_room
from domain.incident import following_up
from domain.incident.afterwards import (
    EnquiryOutcomeReceived,
    FamilySharingDecided,
    FeedbackRecorded,
    IncidentReopened,
    SupportOffered,
)
from domain.incident.state import Incident

At = Target[Incident]


async def reopen(attempt: Attempt, at: At, body: facts.ReopenIncident) -> UUID:
    reason = learning_text(attempt, body.reason, "/reason")
    reopened = IncidentReopened(reason=reason, at=moment_of(attempt, body.at))
    must_have_room(at.state.closings, MOST)
    attempt.record(at.id, following_up.reopen(at.state, reopened))
    return at.id


async def receive_outcome(attempt: Attempt, at: At, body: facts.ReceiveOutcome) -> UUID:
    received = EnquiryOutcomeReceived(
        received_from=body.received_from,
        risk_assessment=body.risk_assessment,
        risk_outcome=body.risk_outcome,
        outcomes_achieved=body.outcomes_achieved,
        allegation=body.allegation,
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    outcome = following_up.receive_outcome(at.state, received)
    must_have_room(at.state.after.outcomes, MOST)
    attempt.record(at.id, outcome)
    return at.id


async def record_feedback(attempt: Attempt, at: At, body: facts.RecordFeedback) -> UUID:
    told = FeedbackRecorded(
        recipient=body.recipient,
        outcome=body.outcome,
        by=body.by,
        person=maybe_identity("per", body.person, "/person"),
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    feedback = following_up.record_feedback(at.state, told)
    must_have_room(at.state.after.feedback, MOST)
    attempt.record(at.id, feedback)
    return at.id


async def decide_family_sharing(attempt: Attempt, at: At, body: facts.DecideFamilySharing) -> UUID:
    decided = FamilySharingDecided(
        agreed=body.agreed, decided_by=body.decided_by, at=moment_of(attempt, body.at)
    )
    attempt.record(at.id, following_up.decide_family_sharing(at.state, decided))
    return at.id


async def offer_support(attempt: Attempt, at: At, body: facts.OfferSupport) -> UUID:
    offered = SupportOffered(
        to=body.to,
        support=body.support,
        answer=body.answer,
        by=body.by,
        person=maybe_identity("per", body.person, "/person"),
        at=moment_of(attempt, body.at),
    )
    offer = following_up.offer_support(at.state, offered)
    must_have_room(at.state.after.support, MOST)
    attempt.record(at.id, offer)
    return at.id


async def confirm_times(attempt: Attempt, at: At, body: facts.ConfirmTimes) -> UUID:
    reason = maybe_learning_text(attempt, body.reason, "/reason")
    confirmed = following_up.confirm_times(at.state, body.times, now=attempt.now, reason=reason)
    attempt.record(at.id, confirmed)
    return at.id
