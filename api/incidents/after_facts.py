"""What callers send about an incident after its report. Free text is learning text."""

from typing import Annotated, Literal

from pydantic import Field

from api.schema import IncidentId, PersonId, Request, Role, Words
from domain.incident.vocabulary import LedBy
from domain.moment import When
from domain.vocabulary.enquiry import Allegation, OutcomesAchieved, RiskAssessment, RiskOutcome
from domain.vocabulary.recipient import (
    FeedbackOutcome,
    Recipient,
    SharingDecidedBy,
    Support,
    SupportAnswer,
    SupportFor,
)

ConfirmableTime = Literal["occurred", "first_noticed", "organisation_aware"]


class ReopenIncident(Request):
    """A closed case is worked on again; it can be closed again afterwards."""

    reason: Words
    """Learning text: no identifiers of people."""
    at: When | None = None


class ReceiveOutcome(Request):
    """What came of an enquiry, as whoever led it says. A later one replaces it; both are kept."""

    received_from: LedBy
    risk_assessment: RiskAssessment | None = None
    """Risk assessment and action together (SG2c)."""
    risk_outcome: RiskOutcome | None = None
    """What became of the risk, where one was identified (SG2e)."""
    outcomes_achieved: OutcomesAchieved | None = None
    """Only where the adult was asked and outcomes were expressed (SG4a)."""
    allegation: Allegation | None = None
    reason: Words | None = None
    """Learning text: no identifiers of people."""
    at: When | None = None


class RecordFeedback(Request):
    """Somebody was told what came of it, did not want to be, or could not be."""

    recipient: Recipient
    outcome: FeedbackOutcome
    by: Role
    """Who told them, by role."""
    person: PersonId | None = None
    """Which one, where there are several; for a representative, the adult they speak for."""
    reason: Words | None = None
    """Learning text; required where it was not possible."""
    at: When | None = None


class DecideFamilySharing(Request):
    """Whether the family may be told, as the adult, or who may decide it for them, said."""

    agreed: bool
    decided_by: SharingDecidedBy
    at: When | None = None


class OfferSupport(Request):
    """Support was offered to somebody, or they answered an offer."""

    to: SupportFor
    support: Support
    answer: SupportAnswer
    by: Role | None = None
    person: PersonId | None = None
    at: When | None = None


class ConfirmTimes(Request):
    """Somebody looked: these times are right although they look wrong. Clocks use them now."""

    times: Annotated[tuple[ConfirmableTime, ...], Field(min_length=1, max_length=3)]
    reason: Words | None = None
    """Learning text: no identifiers of people."""


class MergeIncident(Request):
    """This incident is the same as another one, which goes on; this one leaves lists and counts."""

    into: IncidentId
    reason: Words
    """Learning text: what shows that they are the same, without identifiers of people."""
    at: When | None = None


class UnmergeIncident(Request):
    """It was not the same incident: it stands on its own again, as it did before."""

    reason: Words
    """Learning text: no identifiers of people."""
    at: When | None = None
