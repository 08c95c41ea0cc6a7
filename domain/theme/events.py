"""The facts of a theme, from being proposed or begun to being dismissed or retired.

Heed proposes a theme by a rule, says which incidents join and leave it, and withdraws it where its
ground is gone before anybody decided. People confirm, dismiss, watch, escalate and retire it; what
they decided no rule ever changes.

Source: domain rules on themes (5.6, 9.1); HSCA 2008 (Regulated Activities) Regulations 2014 reg 17.
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from domain.actor import InRole, Role
from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.moment import Day, Moment
from domain.theme.member import Left, Member, Why
from domain.theme.rules import RuleName, Scope
from domain.vocabulary.code import Code

Members = Annotated[tuple[Member, ...], Field(min_length=1)]
Those = Annotated[tuple[Left, ...], Field(min_length=1)]


class ThemeProposed(DomainEvent):
    """A rule found it. `subject`: the factor, risk, duty or adult, where the rule tells apart. A
    theme that was withdrawn is proposed anew where its ground comes back.
    """

    type: ClassVar[str] = "theme.proposed.v1"

    rule: RuleName
    rule_version: Annotated[int, Field(ge=1)]
    scope: Scope
    service: UUID | None = None
    subject: Annotated[str, Field(max_length=200)] | None = None
    members: Members
    why: Why


class ThemeBegun(DomainEvent):
    """A person saw it. What a person begins is confirmed."""

    type: ClassVar[str] = "theme.begun.v1"

    title: LearningText
    reason: LearningText
    by: InRole
    service: UUID | None = None
    factor: Code | None = None
    members: tuple[Member, ...] = ()
    at: Moment | None = None


class MembersJoined(DomainEvent):
    """More incidents or audits show it. `why`: as the rule has it now."""

    type: ClassVar[str] = "theme.members_joined.v1"

    members: Members
    why: Why | None = None


class MembersLeft(DomainEvent):
    """These show it no more, each for its cause. `why`: as the rule has it now."""

    type: ClassVar[str] = "theme.members_left.v1"

    left: Those
    why: Why | None = None


class ThemeWithdrawn(DomainEvent):
    """Its ground is gone, and nobody had decided. `left`: every member, each for its cause."""

    type: ClassVar[str] = "theme.withdrawn.v1"

    left: Those


class ThemeConfirmed(DomainEvent):
    """People see it too."""

    type: ClassVar[str] = "theme.confirmed.v1"

    by: InRole
    reason: LearningText | None = None
    at: Moment | None = None


class ThemeDismissed(DomainEvent):
    """People do not see it, for a reason. Its incidents make no new theme by themselves."""

    type: ClassVar[str] = "theme.dismissed.v1"

    by: InRole
    reason: LearningText
    at: Moment | None = None


class ThemeWatched(DomainEvent):
    """Enough was done for now; whether it holds is watched. `until`: when it is looked at again."""

    type: ClassVar[str] = "theme.watched.v1"

    by: InRole
    reason: LearningText | None = None
    until: Day | None = None
    at: Moment | None = None


class ThemeEscalated(DomainEvent):
    """It needs somebody further up. `to`: their role."""

    type: ClassVar[str] = "theme.escalated.v1"

    by: InRole
    to: Role
    reason: LearningText | None = None
    at: Moment | None = None


class ThemeRetired(DomainEvent):
    """It is over. `reviews`: the governance reviews that looked at it and found nothing new."""

    type: ClassVar[str] = "theme.retired.v1"

    by: InRole
    reason: LearningText
    reviews: tuple[UUID, ...] = ()
    at: Moment | None = None


class FindingLinked(DomainEvent):
    """A person says that this finding belongs. `members`: the incidents it rests on."""

    type: ClassVar[str] = "theme.finding_linked.v1"

    investigation: UUID
    finding: UUID
    members: tuple[Member, ...] = ()
    reason: LearningText | None = None
    at: Moment | None = None


class ThemeLookedAt(DomainEvent):
    """A governance review looked at it: the other end of that review. `decided`: a decision of it
    answers this theme.
    """

    type: ClassVar[str] = "theme.looked_at.v1"

    review: UUID
    held_on: Day
    decided: bool


class LookVoided(DomainEvent):
    """That review was recorded by mistake: the other end of its voiding."""

    type: ClassVar[str] = "theme.look_voided.v1"

    review: UUID


class ThemeAnswered(DomainEvent):
    """An action was agreed for it: the other end of the same fact."""

    type: ClassVar[str] = "theme.answered.v1"

    action: UUID
    at: Moment | None = None


Judgement = ThemeConfirmed | ThemeDismissed | ThemeWatched | ThemeEscalated | ThemeRetired
"""What people decide of it."""

ThemeEvent = (
    ThemeProposed
    | ThemeBegun
    | MembersJoined
    | MembersLeft
    | ThemeWithdrawn
    | Judgement
    | FindingLinked
    | ThemeLookedAt
    | LookVoided
    | ThemeAnswered
)
