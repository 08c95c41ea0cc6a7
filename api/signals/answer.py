"""The signal as callers read it."""

from typing import Annotated, Final

from pydantic import Field

from api.incidents.answer import MomentAnswer, ReceiptAnswer, Word
from api.roles import RoleAnswer
from api.schema import (
    ActionId,
    Answer,
    At,
    EventId,
    IncidentId,
    InvestigationId,
    ServiceId,
    SignalId,
    ThemeId,
    UnitId,
    Version,
)
from api.signals.subjects import ChartHref, SubjectAnswer
from api.views.answers import Count
from domain.moment import Instant
from domain.signal.state import Stage
from domain.signal.vocabulary import AnswerDecision, Cause, Direction, SignalView

MOST_ANSWERS: Final = 100
Text = Annotated[str, Field(max_length=20_000)]
Period = Annotated[str, Field(max_length=20)]
Actions = Annotated[tuple[ActionId, ...], Field(max_length=1_000)]


class SignalRuleSetAnswer(Answer):
    name: Word
    version: Version


class SignalGroundAnswer(Answer):
    """What it rests on. Periods and `view` are null where it is not about a chart."""

    rule_set: SignalRuleSetAnswer
    rule: Word
    direction: Direction
    occurrence: Count
    """1, or more where the same ground came back after it was withdrawn."""
    segment: Period | None
    """Where the limits were made anew; null: they were not."""
    first_period: Period | None
    """The first period of the pattern, by which it is known."""
    newest_period: Period | None
    """The newest closed period when it was raised."""
    view: SignalView | None
    known_at: At
    """When its ground was on record: as it was known then."""


class WithdrawnAnswer(Answer):
    """Its ground is gone, and why. `event`: the fact that took it; null: no single one did."""

    cause: Cause
    event: EventId | None
    known_at: At


class SignalAnswerAnswer(Answer):
    """What people said and decided. `measure_version`: they said it on the measure, as a signal
    acknowledgement, by that version of it; no decision is named there.
    """

    decision: AnswerDecision | None
    measure_version: Version | None
    explanation: Text | None
    by: RoleAnswer
    actions: Actions
    investigations: Annotated[tuple[InvestigationId, ...], Field(max_length=1_000)]
    themes: Annotated[tuple[ThemeId, ...], Field(max_length=1_000)]
    at: MomentAnswer | None


class SignalAnswer(Answer):
    """A signal as it stands. An answer stays where the signal is withdrawn later."""

    id: SignalId
    version: Version
    recorded_at: Instant
    stage: Stage
    owes_answer: bool
    """Whether it is of concern, stands, and nobody has answered yet."""
    title: Text | None
    """What the measure was called when it was raised; null: it is about no measure."""
    chart: ChartHref | None
    """Where its chart is read."""
    subject: SubjectAnswer
    ground: SignalGroundAnswer
    service: ServiceId | None
    unit: UnitId | None
    actions: Actions
    """Those that cited the measure then: one signal for all of them."""
    incidents: Annotated[tuple[IncidentId, ...], Field(max_length=1_000)]
    """What else it rests on."""
    answers: Annotated[tuple[SignalAnswerAnswer, ...], Field(max_length=MOST_ANSWERS)]
    withdrawn: WithdrawnAnswer | None


class SignalRecorded(SignalAnswer):
    """A signal after it was answered, with the receipt."""

    receipt: ReceiptAnswer
