"""What callers get of an action. Learning text is shown in full, to whoever may read it."""

from typing import Annotated, Final

from pydantic import Field

from api.actions.facts import AnsweredFindingPart, AnsweredGapPart
from api.advice import Advice
from api.incidents.answer import MomentAnswer, ReceiptAnswer
from api.roles import RoleAnswer
from api.schema import (
    ActionId,
    Answer,
    IncidentId,
    MeasureId,
    ServiceId,
    SignalId,
    ThemeId,
    Version,
)
from domain.action.state import Stage
from domain.action.vocabulary import Verdict
from domain.moment import Day, Instant
from domain.vocabulary.code import Code
from domain.vocabulary.holding import Reason
from domain.vocabulary.holding import Word as HoldWord
from domain.vocabulary.improvement import ActionKind, Strength

MOST_REFUSED: Final = 100
MOST_CHANGES: Final = 100
MOST_MEASURES: Final = 100
Text = Annotated[str, Field(max_length=20_000)]
Word = Annotated[str, Field(max_length=64)]
Days = Annotated[int, Field(ge=0)]


class StartedAnswer(Answer):
    at: MomentAnswer | None


class DueChangeAnswer(Answer):
    """It was due on `before` and is due on `due_on` from then on."""

    before: Day
    due_on: Day
    reason: Text | None
    interim_control: Text | None
    at: MomentAnswer | None


class OwnerChangeAnswer(Answer):
    owner: RoleAnswer
    reason: Text | None
    at: MomentAnswer | None


class CompletedAnswer(Answer):
    by: RoleAnswer
    evidence: Text | None
    at: MomentAnswer | None


class VerifiedAnswer(Answer):
    by: RoleAnswer
    evidence: Text | None
    at: MomentAnswer | None


class RefusedAnswer(Answer):
    """Somebody looked and it was not done, and why they say so."""

    by: RoleAnswer
    reason: Text | None
    at: MomentAnswer | None


class CitedAnswer(Answer):
    measure: MeasureId
    state: Code | None
    reading: Text | None


class CitedVerdictAnswer(Answer):
    """Heed's own word as it was known to those who judged; theirs is another."""

    word: HoldWord
    reasons: Annotated[tuple[Reason, ...], Field(max_length=10)]


class ReviewAnswer(Answer):
    """What people judged of its effect, and on what."""

    verdict: Verdict
    by: RoleAnswer
    together_with: Annotated[tuple[RoleAnswer, ...], Field(max_length=20)]
    day: Days | None
    measures: Annotated[tuple[CitedAnswer, ...], Field(max_length=20)]
    as_known_at: MomentAnswer | None
    people_said: Text | None
    why_nobody_was_asked: Text | None
    cited_verdict: CitedVerdictAnswer | None
    recurrences: Annotated[tuple[IncidentId, ...], Field(max_length=100)]
    at: MomentAnswer | None


class ReviewDueAnswer(Answer):
    """`day` after verification; `held`: a verdict was given at or after it."""

    day: Days
    due_on: Day
    held: bool


class ReopenedAnswer(Answer):
    by: RoleAnswer
    reason: Text | None
    due_on: Day
    signal: SignalId | None
    recurrence: IncidentId | None
    at: MomentAnswer | None


class CancelledAnswer(Answer):
    by: RoleAnswer
    reason: Text | None
    risk_accepted_by: Word | None
    at: MomentAnswer | None


class ActionAnswer(Answer):
    """An action as it stands. `state` is the life of the work; `effectiveness` stands beside it.

    `on_time` is told against the day it is due, `on_original_time` against the day it was due
    first; both are null until it is done.
    """

    id: ActionId
    version: Version
    recorded_at: Instant
    state: Stage
    title: Text | None
    kind: ActionKind
    strength: Strength
    suggested_strength: Strength
    strength_reason: Text | None
    findings: Annotated[tuple[AnsweredFindingPart, ...], Field(max_length=50)]
    gaps: Annotated[tuple[AnsweredGapPart, ...], Field(max_length=50)]
    themes: Annotated[tuple[ThemeId, ...], Field(max_length=20)]
    owner: RoleAnswer
    owner_changes: Annotated[tuple[OwnerChangeAnswer, ...], Field(max_length=MOST_CHANGES)]
    due_on: Day
    original_due_on: Day
    due_changes: Annotated[tuple[DueChangeAnswer, ...], Field(max_length=MOST_CHANGES)]
    on_time: bool | None
    on_original_time: bool | None
    measure: Text | None
    measures: Annotated[tuple[MeasureId, ...], Field(max_length=MOST_MEASURES)]
    why_no_measure: Text | None
    review_days: Annotated[tuple[Days, ...], Field(max_length=10)]
    reviews_due: Annotated[tuple[ReviewDueAnswer, ...], Field(max_length=10)]
    service: ServiceId | None
    at: MomentAnswer | None
    started: StartedAnswer | None
    completed: CompletedAnswer | None
    verified: VerifiedAnswer | None
    verifications_refused: Annotated[tuple[RefusedAnswer, ...], Field(max_length=MOST_REFUSED)]
    effectiveness: Annotated[tuple[ReviewAnswer, ...], Field(max_length=MOST_CHANGES)]
    reopened: Annotated[tuple[ReopenedAnswer, ...], Field(max_length=MOST_CHANGES)]
    cancelled: CancelledAnswer | None
    advice: Advice


class ActionRecorded(ActionAnswer):
    """An action after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer
