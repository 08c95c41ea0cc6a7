"""What became of an incident, as it is read back: outcomes, feedback, support, closings."""

from typing import Annotated, Final

from pydantic import Field

from api.incidents.answer import MomentAnswer, Word
from api.schema import Answer, At, PersonId
from domain.incident.vocabulary import LedBy
from domain.moment import Day
from domain.vocabulary.enquiry import Allegation, OutcomesAchieved, RiskAssessment, RiskOutcome
from domain.vocabulary.recipient import (
    FeedbackOutcome,
    Recipient,
    SharingDecidedBy,
    Support,
    SupportFor,
)
from domain.vocabulary.recipient import SupportAnswer as Answered

MOST: Final = 200
MOST_PEOPLE: Final = 400
Text = Annotated[str, Field(max_length=20_000)]


class EnquiryAnswer(Answer):
    """The enquiry that the council decided on."""

    statutory: bool
    """Under section 42, rather than another enquiry."""
    led_by: LedBy | None
    due_on: Day | None
    """When whoever makes it has to report."""
    concluded: bool


class OutcomeAnswer(Answer):
    """What came of an enquiry, as received."""

    received_from: LedBy
    risk_assessment: RiskAssessment | None
    risk_outcome: RiskOutcome | None
    outcomes_achieved: OutcomesAchieved | None
    allegation: Allegation | None
    reason: Text | None
    at: MomentAnswer | None


class ToldThem(Answer):
    """How it ended."""

    outcome: FeedbackOutcome
    by: Word
    reason: Text | None
    at: MomentAnswer | None


class FeedbackAnswer(Answer):
    """Somebody who is owed word of what came of it. Without `owed_since` they were told without
    being owed; without `told` they still wait.
    """

    recipient: Recipient
    person: PersonId | None
    owed_since: At | None
    due_by: At | None
    told: ToldThem | None


class FamilySharingAnswer(Answer):
    """Whether the family may be told."""

    agreed: bool
    decided_by: SharingDecidedBy
    at: MomentAnswer | None


class SupportAnswer(Answer):
    """Support that was offered, with the latest answer."""

    to: SupportFor
    person: PersonId | None
    support: Support
    answer: Answered
    by: Word | None
    at: MomentAnswer | None


class ReopenedAnswer(Answer):
    reason: Text | None
    at: MomentAnswer | None


class ClosureAnswer(Answer):
    """A closing; with `reopened` it did not last."""

    at: MomentAnswer | None
    reason: Text | None
    reopened: ReopenedAnswer | None
