"""What was done about a theme, as callers read it: nothing in it names anybody."""

from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from api.actions.hold.answer import Number, Reasons
from api.incidents.answer import MomentAnswer
from api.roles import RoleAnswer
from api.schema import (
    ActionId,
    Answer,
    AuditId,
    FindingId,
    GovernanceReviewId,
    IncidentId,
    InvestigationId,
    MeasureId,
    ServiceId,
    ThemeId,
)
from api.themes.answer import JudgementAnswer, Subject, Text
from api.views.answers import Count
from api.views.summary import Summed
from domain.action.state import Stage as ActionStage
from domain.action.vocabulary import Verdict
from domain.governance_review.events import Forum
from domain.moment import Day, Instant
from domain.theme.membership import MOST_MEMBERS
from domain.theme.rules import RuleName
from domain.theme.state import Stage
from domain.vocabulary.factor import Factor
from domain.vocabulary.holding import Word as HoldWord
from domain.vocabulary.improvement import ActionKind, Strength

MOST_ACTIONS: Final = 500
MOST_TOLD: Final = 100


class Decided(StrEnum):
    """Whether anybody has decided anything."""

    NOTHING_YET = "nothing_decided_yet"
    DECIDED = "decided"


class Acted(StrEnum):
    """Whether anything was agreed."""

    NOTHING_YET = "nothing_agreed_yet"
    AGREED = "agreed"


class DidNot(StrEnum):
    """In which way something did not work."""

    SLIPPED = "slipped"
    """Its measure shows a concern against the level that it should hold."""
    NOT_EFFECTIVE = "not_effective"
    NOT_SUSTAINED = "not_sustained"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    VERIFICATION_REFUSED = "verification_refused"


class MemberTold(Answer):
    """An incident or audit of the theme, and which investigations it has."""

    incident: IncidentId | None
    audit: AuditId | None
    day: Day
    hours: Annotated[float, Field(ge=0)] | None
    investigations: Annotated[tuple[InvestigationId, ...], Field(max_length=100)]


class ReviewDecision(Answer):
    text: Text | None
    owner: RoleAnswer | None
    due_on: Day | None


class ReviewTold(Answer):
    """A governance review that looked at it, on what was known when, and what it decided of it."""

    review: GovernanceReviewId
    held_on: Day
    forum: Forum
    as_known_at: Instant
    decisions: Annotated[tuple[ReviewDecision, ...], Field(max_length=200)]


class DecisionTold(Answer):
    """What people decided; that nothing is decided yet is an answer."""

    state: Decided
    judgements: Annotated[tuple[JudgementAnswer, ...], Field(max_length=200)]
    reviews: Annotated[tuple[ReviewTold, ...], Field(max_length=1_000)]


class AnsweredTold(Answer):
    """A finding that the action answers."""

    investigation: InvestigationId
    finding: FindingId
    factor: Factor


class MeasureTold(Answer):
    """What Heed's table says of one measure that the action cites."""

    measure: MeasureId
    word: HoldWord
    reasons: Reasons


class ExpectedTold(Answer):
    number: Number
    lower: Number
    upper: Number


class RecurrencesTold(Answer):
    """Incidents like those it was for, beside the number that chance alone would bring."""

    observed: Count
    expected: ExpectedTold | None


class JudgedTold(Answer):
    """What people judged of its effect."""

    verdict: Verdict
    at: MomentAnswer | None


class ActionTold(Answer):
    """An action, whether it was done in time, and whether it holds. `word` null: not verified."""

    action: ActionId
    title: Text | None
    kind: ActionKind
    strength: Strength
    state: ActionStage
    service: ServiceId | None
    agreed_at: Instant
    due_on: Day
    original_due_on: Day
    on_time: bool | None
    on_original_time: bool | None
    for_the_theme: bool
    """Agreed for the theme itself."""
    findings: Annotated[tuple[AnsweredTold, ...], Field(max_length=50)]
    word: HoldWord | None
    reasons: Reasons
    stale_since: Instant | None
    """When figures of any of its measures stopped: the word is of then."""
    began_before_action: bool | None
    measures: Annotated[tuple[MeasureTold, ...], Field(max_length=500)]
    recurrences: RecurrencesTold | None
    judged: Annotated[tuple[JudgedTold, ...], Field(max_length=500)]


class DidNotWork(Answer):
    """One thing that did not work, and why where people said so. `at`: as people say, else when it
    was recorded; null for a word of Heed's, which is of now.
    """

    action: ActionId
    title: Text | None
    """Of the action."""
    what: DidNot
    reason: Text | None
    at: MomentAnswer | None


class StrengthTold(Answer):
    """How many of this strength were agreed and not cancelled."""

    strength: Strength
    actions: Count


class ThemeTold(Answer):
    """One theme: its incidents, what was decided as known when, what was agreed and of what
    strength, what its measures say, and what did not work.
    """

    id: ThemeId
    state: Stage
    rule: RuleName | None
    explanation: Text | None
    """What the rule looks for; null: a person began it."""
    title: Text | None
    service: ServiceId | None
    subject: Subject | None
    since: Instant
    """When it was first recorded."""
    incidents: Count
    audits: Count
    members: Annotated[tuple[MemberTold, ...], Field(max_length=MOST_MEMBERS + 1_000)]
    decision: DecisionTold
    actions_state: Acted
    strengths: Annotated[tuple[StrengthTold, ...], Field(max_length=10)]
    actions: Annotated[tuple[ActionTold, ...], Field(max_length=MOST_ACTIONS)]
    did_not_work: Annotated[tuple[DidNotWork, ...], Field(max_length=5_000)]
    readings: Annotated[tuple[Text, ...], Field(max_length=10)]
    """The same in plain words."""


class ThemeResponse(ThemeTold, Summed):
    """What was done about a theme: from its incidents to what was decided, as known when, what was
    agreed, what the measures say, and what did not work.
    """


class ThemeResponses(Summed):
    """The themes of the last months, each with what was decided, agreed and reached, and with what
    did not work: one page for the meeting with a commissioner. It names nobody.
    """

    months: Count
    data: Annotated[tuple[ThemeTold, ...], Field(max_length=MOST_TOLD)]
    """Newest first."""
    complete: bool
    """Whether every theme of these months is here; else ask for one service."""
