"""The whole incident as whoever works with it reads it: the report, and what became of it.

Source: the pinned report door (answer, rule 6).
"""

from typing import Annotated

from pydantic import Field

from api.incidents.after_answer import (
    MOST,
    MOST_PEOPLE,
    ClosureAnswer,
    EnquiryAnswer,
    FamilySharingAnswer,
    FeedbackAnswer,
    OutcomeAnswer,
    SupportAnswer,
)
from api.incidents.answer import (
    BEYOND_REACH,
    MOST_ACTIONS,
    MOST_INVESTIGATIONS,
    ActionsTakenAnswer,
    AttachmentAnswer,
    AwareAnswer,
    ClassifiedAnswer,
    DecidedAnswer,
    NoticedAnswer,
    OccurredAnswer,
    PersonAnswer,
    RaisedByAnswer,
    ReceiptAnswer,
    ReportAnswer,
    Sealed,
    ToldAnswer,
    WishesAnswer,
    Word,
)
from api.incidents.parts import CircumstancesPart, HarmPart, RiskPart
from api.schema import IncidentId, InvestigationId, ServiceId, UnitId
from domain.incident.vocabulary import SafeNow
from domain.vocabulary.factor import Factor


class IncidentAnswer(ReportAnswer):
    """An incident as it stands."""

    state: Annotated[str, Field(pattern=r"^(open|closed|merged|entered_in_error)$", max_length=20)]
    restricted: bool
    service: ServiceId | None
    unit: UnitId | None
    council_area: Word | None
    occurred: OccurredAnswer | None
    first_noticed: NoticedAnswer | None
    organisation_aware: AwareAnswer | None
    raised_by: RaisedByAnswer | None
    people: Annotated[tuple[PersonAnswer, ...], Field(max_length=50)]
    risks: Annotated[tuple[RiskPart, ...], Field(max_length=20)]
    harm: HarmPart | None
    immediate_actions: Annotated[tuple[ActionsTakenAnswer, ...], Field(max_length=MOST_ACTIONS + 1)]
    safe_now: SafeNow | None
    wishes: WishesAnswer | None
    reported_to: Annotated[tuple[ToldAnswer, ...], Field(max_length=BEYOND_REACH)]
    classification: ClassifiedAnswer | None
    """The last one, which holds."""
    classifications: Annotated[tuple[ClassifiedAnswer, ...], Field(max_length=MOST)]
    """Every one, oldest first."""
    council_decision: DecidedAnswer | None
    """The last one, which holds."""
    council_decisions: Annotated[tuple[DecidedAnswer, ...], Field(max_length=MOST)]
    """Every one, oldest first."""
    enquiry: EnquiryAnswer | None
    """What the council's decision leads to; null where there is no enquiry."""
    enquiry_outcomes: Annotated[tuple[OutcomeAnswer, ...], Field(max_length=MOST)]
    """As received, oldest first; the last one holds."""
    feedback: Annotated[tuple[FeedbackAnswer, ...], Field(max_length=MOST_PEOPLE)]
    family_sharing: FamilySharingAnswer | None
    support: Annotated[tuple[SupportAnswer, ...], Field(max_length=MOST)]
    closures: Annotated[tuple[ClosureAnswer, ...], Field(max_length=MOST)]
    """Every closing, and whether it was reopened; oldest first."""
    merged_into: IncidentId | None
    """Where this incident goes on."""
    merged_here: Annotated[tuple[IncidentId, ...], Field(max_length=MOST)]
    """Incidents that go on in this one."""
    suggested_factors: Annotated[tuple[Factor, ...], Field(max_length=10)]
    circumstances: CircumstancesPart | None
    attachments: Annotated[tuple[AttachmentAnswer, ...], Field(max_length=20)]
    investigations: Annotated[tuple[InvestigationId, ...], Field(max_length=MOST_INVESTIGATIONS)]
    sealed: Annotated[tuple[Sealed, ...], Field(max_length=1_000)]
    """Every body of this incident, for an unsealing."""


class IncidentRecorded(IncidentAnswer):
    """An incident as it stands after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer
