"""A theme as it stands: its events folded, oldest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.event import DomainEvent, ImpossibleHistory
from domain.theme.events import (
    FindingLinked,
    Judgement,
    LookVoided,
    MembersJoined,
    MembersLeft,
    ThemeAnswered,
    ThemeBegun,
    ThemeConfirmed,
    ThemeDismissed,
    ThemeEscalated,
    ThemeEvent,
    ThemeLookedAt,
    ThemeProposed,
    ThemeRetired,
    ThemeWatched,
    ThemeWithdrawn,
)
from domain.theme.member import Left, Member, MemberKind, Why


class Stage(StrEnum):
    PROPOSED = "proposed"
    """A rule found it; nobody has decided."""
    CONFIRMED = "confirmed"
    WATCHED = "watched"
    ESCALATED = "escalated"
    RETIRED = "retired"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    """Its ground was gone before anybody decided."""


HELD = frozenset({Stage.CONFIRMED, Stage.WATCHED, Stage.ESCALATED})
"""People have it in hand."""
ENDED = frozenset({Stage.RETIRED, Stage.DISMISSED})
"""People are done with it; what belonged to it makes no new theme."""


@dataclass(frozen=True, slots=True)
class Theme:
    """`first`: how it came to be, the latest proposal where there were several. `members`: those
    it has now, by identity. `linked`: findings that people put to it. `looks`: governance reviews
    that looked at it and count.
    """

    first: ThemeProposed | ThemeBegun
    stage: Stage
    members: Mapping[UUID, Member]
    by_hand: frozenset[UUID] = frozenset()
    why: Why | None = None
    left: tuple[Left, ...] = ()
    judged: tuple[Judgement, ...] = ()
    linked: tuple[FindingLinked, ...] = ()
    looks: Mapping[UUID, ThemeLookedAt] = field(default_factory=dict[UUID, ThemeLookedAt])
    actions: tuple[UUID, ...] = ()

    @property
    def incidents(self) -> tuple[UUID, ...]:
        """Each once, the earliest first."""
        return tuple(one.id for one in self.in_order if one.kind is MemberKind.INCIDENT)

    @property
    def in_order(self) -> tuple[Member, ...]:
        """The members by day."""
        each = self.members.values()
        return tuple(sorted(each, key=lambda one: (one.day, one.kind, one.id)))

    @property
    def shown(self) -> frozenset[UUID]:
        """Its members; of a theme that has none any more, those that it had."""
        return frozenset(self.members) or frozenset(one.id for one in self.left)

    @property
    def service(self) -> UUID | None:
        return self.first.service

    @property
    def rule(self) -> str | None:
        """The rule that found it; None: a person began it."""
        return self.first.rule if isinstance(self.first, ThemeProposed) else None

    @property
    def stands(self) -> bool:
        """Whether it awaits a decision, or people have it in hand."""
        return self.stage is Stage.PROPOSED or self.stage in HELD


def _begun(event: ThemeProposed | ThemeBegun) -> Theme:
    members = {one.id: one for one in event.members}
    if isinstance(event, ThemeBegun):
        return Theme(event, Stage.CONFIRMED, members, by_hand=frozenset(members))
    return Theme(event, Stage.PROPOSED, members, why=event.why)


def _proposed_anew(theme: Theme, event: ThemeProposed) -> Theme:
    if theme.stage is not Stage.WITHDRAWN:
        raise ImpossibleHistory("A theme proposed twice.")
    members = {one.id: one for one in event.members}
    return replace(theme, first=event, stage=Stage.PROPOSED, members=members, why=event.why)


def _moved(theme: Theme, event: MembersJoined | MembersLeft | ThemeWithdrawn) -> Theme:
    if isinstance(event, MembersJoined):
        joined = {**theme.members, **{one.id: one for one in event.members}}
        return replace(theme, members=joined, why=event.why or theme.why)
    gone = {one.id for one in event.left}
    members = {id_: one for id_, one in theme.members.items() if id_ not in gone}
    left = (*theme.left, *event.left)
    if isinstance(event, ThemeWithdrawn):
        return replace(theme, members={}, left=left, stage=Stage.WITHDRAWN)
    return replace(theme, members=members, left=left, why=event.why or theme.why)


def _judged(theme: Theme, event: Judgement) -> Theme:
    match event:
        case ThemeConfirmed():
            stage = Stage.CONFIRMED
        case ThemeDismissed():
            stage = Stage.DISMISSED
        case ThemeWatched():
            stage = Stage.WATCHED
        case ThemeEscalated():
            stage = Stage.ESCALATED
        case ThemeRetired():
            stage = Stage.RETIRED
        case _:
            assert_never(event)
    return replace(theme, stage=stage, judged=(*theme.judged, event))


def _linked(theme: Theme, event: FindingLinked) -> Theme:
    members = {**{one.id: one for one in event.members}, **theme.members}
    by_hand = theme.by_hand | {one.id for one in event.members}
    return replace(theme, linked=(*theme.linked, event), members=members, by_hand=by_hand)


def _looked(theme: Theme, event: ThemeLookedAt | LookVoided) -> Theme:
    looks = {review: one for review, one in theme.looks.items() if review != event.review}
    if isinstance(event, ThemeLookedAt):
        before = theme.looks.get(event.review)
        decided = event.decided or (before is not None and before.decided)
        looks[event.review] = event.model_copy(update={"decided": decided})
    return replace(theme, looks=looks)


def evolve(theme: Theme | None, event: ThemeEvent) -> Theme:
    if isinstance(event, ThemeProposed | ThemeBegun):
        if theme is None:
            return _begun(event)
        if isinstance(event, ThemeBegun):
            raise ImpossibleHistory("A theme begun twice.")
        return _proposed_anew(theme, event)
    if theme is None:
        raise ImpossibleHistory(f"{event.type} before theme.proposed")
    match event:
        case MembersJoined() | MembersLeft() | ThemeWithdrawn():
            return _moved(theme, event)
        case FindingLinked():
            return _linked(theme, event)
        case ThemeLookedAt() | LookVoided():
            return _looked(theme, event)
        case ThemeAnswered():
            return replace(theme, actions=(*theme.actions, event.action))
        case _:
            return _judged(theme, event)


def fold(events: Iterable[DomainEvent]) -> Theme | None:
    """The theme as it stands; None for no events."""
    theme: Theme | None = None
    for event in events:
        if not isinstance(event, ThemeEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a theme")
        theme = evolve(theme, event)
    return theme
