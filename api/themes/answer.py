"""The theme as callers read it."""

from typing import Annotated, Final

from pydantic import Field

from api.incidents.answer import MomentAnswer, ReceiptAnswer, Word
from api.roles import RoleAnswer
from api.schema import (
    ActionId,
    Answer,
    AuditId,
    FindingId,
    GovernanceReviewId,
    IncidentId,
    InvestigationId,
    RoleShown,
    ServiceId,
    SignalId,
    ThemeId,
    Version,
)
from domain.moment import Day, Instant
from domain.theme.found import MOST_GROUNDS
from domain.theme.member import Cause, Counted, GroundKind
from domain.theme.membership import MOST_MEMBERS
from domain.theme.rules import RuleName, Scope
from domain.theme.state import Stage

MOST_LINKED: Final = 200
MOST_JUDGED: Final = 200
MOST_ACTIONS: Final = 200
MOST_LOOKS: Final = 1_000
MOST_LEFT: Final = 5_000
Text = Annotated[str, Field(max_length=20_000)]
Subject = Annotated[str, Field(max_length=200)]
Ordinal = Annotated[int, Field(ge=1, le=100_000, json_schema_extra={"format": "int32"})]


class RuleAnswer(Answer):
    """The pattern rule that found it, in words."""

    name: RuleName
    version: Ordinal
    scope: Scope
    explanation: Text


class MemberAnswer(Answer):
    """An incident or an audit. `hours`: how long it took, where that is what it shows."""

    incident: IncidentId | None
    audit: AuditId | None
    day: Day
    """When it was first noticed, or audited."""
    shows: Annotated[tuple[Word, ...], Field(max_length=10)]
    """In which ways it shows the pattern."""
    hours: Annotated[float, Field(ge=0)] | None
    by_hand: bool


class LeftAnswer(Answer):
    """A member that left, and why."""

    incident: IncidentId | None
    audit: AuditId | None
    cause: Cause


class GroundAnswer(Answer):
    """One stretch of time in which the rule holds."""

    kind: GroundKind
    from_: Annotated[Day, Field(alias="from")]
    until: Day
    incidents: Counted
    tool: Word | None
    criterion: Word | None
    signal: SignalId | None


class WhyAnswer(Answer):
    """The rule as it was set when it found this, and its grounds."""

    threshold: Ordinal
    window_days: Ordinal
    services: Ordinal
    over_hours: Ordinal | None
    grounds: Annotated[tuple[GroundAnswer, ...], Field(max_length=MOST_GROUNDS)]


class JudgementAnswer(Answer):
    """What people decided, in order. `to`: whom it was brought to."""

    decision: Word
    by: RoleAnswer
    reason: Text | None
    to: RoleShown | None
    until: Day | None
    reviews: Annotated[tuple[GovernanceReviewId, ...], Field(max_length=20)]
    at: MomentAnswer | None


class LinkedAnswer(Answer):
    """A finding that a person put to it."""

    investigation: InvestigationId
    finding: FindingId
    reason: Text | None
    at: MomentAnswer | None


class LookAnswer(Answer):
    """A governance review that looked at it. `decided`: one of its decisions answers it."""

    review: GovernanceReviewId
    held_on: Day
    decided: bool


class ThemeAnswer(Answer):
    """A theme as it stands, with those of its members that you may see."""

    id: ThemeId
    version: Version
    recorded_at: Instant
    state: Stage
    rule: RuleAnswer | None
    """Null: a person began it."""
    title: Text | None
    reason: Text | None
    begun_by: RoleAnswer | None
    service: ServiceId | None
    subject: Subject | None
    """The factor, risk or duty that it is of, where the rule tells apart."""
    incidents: Counted
    """Distinct incidents, however often each shows it."""
    audits: Counted
    members: Annotated[tuple[MemberAnswer, ...], Field(max_length=MOST_MEMBERS + 1_000)]
    """By day."""
    left: Annotated[tuple[LeftAnswer, ...], Field(max_length=MOST_LEFT)]
    why: WhyAnswer | None
    judgements: Annotated[tuple[JudgementAnswer, ...], Field(max_length=MOST_JUDGED)]
    findings: Annotated[tuple[LinkedAnswer, ...], Field(max_length=MOST_LINKED)]
    looked_at: Annotated[tuple[LookAnswer, ...], Field(max_length=MOST_LOOKS)]
    actions: Annotated[tuple[ActionId, ...], Field(max_length=MOST_ACTIONS)]
    """Agreed for the theme itself."""


class ThemeRecorded(ThemeAnswer):
    """A theme after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer
