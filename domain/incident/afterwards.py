"""What happens to an incident after it was reported and answered: facts of its later life.

An enquiry has an outcome, people are told what came of it and offered support, a time that looked
wrong is confirmed, and a case that was closed is opened again. Each is a fact of its own; a later
one of the same kind takes the place of the earlier, and both are kept.

Source: Safeguarding Adults Collection SG2c, SG2e and SG4a; statutory guidance 14 (feedback).
"""

from typing import ClassVar
from uuid import UUID

from domain.actor import Role
from domain.event import DomainEvent
from domain.incident.account import Account
from domain.incident.vocabulary import LedBy
from domain.learning_text import LearningText
from domain.moment import Moment
from domain.vocabulary.enquiry import Allegation, OutcomesAchieved, RiskAssessment, RiskOutcome
from domain.vocabulary.recipient import (
    FeedbackOutcome,
    Recipient,
    SharingDecidedBy,
    Support,
    SupportAnswer,
    SupportFor,
)


class IncidentReopened(DomainEvent):
    """A closed case is worked on again. It may be closed again afterwards."""

    type: ClassVar[str] = "incident.reopened.v1"

    reason: LearningText
    at: Moment | None = None


class EnquiryOutcomeReceived(DomainEvent):
    """What came of an enquiry, as whoever led it said."""

    type: ClassVar[str] = "incident.enquiry_outcome_received.v1"

    received_from: LedBy
    risk_assessment: RiskAssessment | None = None
    risk_outcome: RiskOutcome | None = None
    outcomes_achieved: OutcomesAchieved | None = None
    allegation: Allegation | None = None
    reason: LearningText | None = None
    at: Moment | None = None


class FeedbackRecorded(DomainEvent):
    """Somebody was told what came of it, did not want to be, or could not be.

    `person`: which of several adults or persons alleged to have caused harm; without it, all.
    """

    type: ClassVar[str] = "incident.feedback_recorded.v1"

    recipient: Recipient
    outcome: FeedbackOutcome
    by: Role
    person: UUID | None = None
    reason: LearningText | None = None
    at: Moment | None = None


class FamilySharingDecided(DomainEvent):
    """Whether the family may be told, and who decided that. The last word holds."""

    type: ClassVar[str] = "incident.family_sharing_decided.v1"

    agreed: bool
    decided_by: SharingDecidedBy
    at: Moment | None = None


class SupportOffered(DomainEvent):
    """Support was offered to somebody. The same again with an answer takes its place."""

    type: ClassVar[str] = "incident.support_offered.v1"

    to: SupportFor
    support: Support
    answer: SupportAnswer
    by: Role | None = None
    person: UUID | None = None
    at: Moment | None = None


class TimesConfirmed(DomainEvent):
    """Somebody looked at times that could not be right and says that they are. `set` holds those
    members of the account as they are from now on: no longer suspect.
    """

    type: ClassVar[str] = "incident.times_confirmed.v1"

    set: Account
    reason: LearningText | None = None


AfterwardsEvent = (
    IncidentReopened
    | EnquiryOutcomeReceived
    | FeedbackRecorded
    | FamilySharingDecided
    | SupportOffered
    | TimesConfirmed
)
