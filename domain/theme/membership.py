"""How a theme follows its facts: proposed, joined, left and withdrawn, the same in any order.

While nobody has decided, a theme is exactly what its rule finds; where that is nothing, it is
withdrawn. Once people have it in hand, what they saw stays: only what no longer shows the pattern
leaves, and whatever the rule finds anew joins. A theme that people ended never moves again.

The identity of a theme follows from the provider, the rule, the place and how many themes of that
rule and place people have ended before, so that no replay and no second worker proposes it twice.
What hundreds of incidents show needs no more of them: a theme holds so many at most.

Source: RFC 9562 section 5.5 (UUIDv5); Heed's rule that a machine changes no decision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid5

from domain.theme.events import (
    MembersJoined,
    MembersLeft,
    ThemeBegun,
    ThemeProposed,
    ThemeWithdrawn,
)
from domain.theme.found import Found
from domain.theme.looked_at import Place
from domain.theme.member import Cause, Left, Member
from domain.theme.rules import RuleName
from domain.theme.state import HELD, Stage, Theme

MOST_MEMBERS: Final = 1_000

Moved = ThemeProposed | MembersJoined | MembersLeft | ThemeWithdrawn


def identity(provider: UUID, rule: RuleName, version: int, place: Place, ended: int) -> UUID:
    """`ended`: how many of this rule and place people have dismissed or retired before."""
    where = "" if place.service is None else str(place.service)
    return uuid5(provider, f"theme/{rule}/{version}/{where}/{place.subject}/{ended}")


@dataclass(frozen=True, slots=True)
class Showing:
    """What is known of those that may be members. `ids`: they show the pattern, enough of it or
    not. `gone`: why others count no more.
    """

    ids: frozenset[UUID] = frozenset()
    gone: Mapping[UUID, Cause] = field(default_factory=dict[UUID, Cause])

    def cause(self, member: UUID) -> Cause:
        if member in self.gone:
            return self.gone[member]
        return Cause.GROUND_GONE if member in self.ids else Cause.NO_LONGER_MATCHES


def settle(theme: Theme | None, found: Found | None, showing: Showing) -> Sequence[Moved]:
    """What has to be recorded so that the theme is as its facts are; nothing where it is."""
    if theme is None or theme.stage is Stage.WITHDRAWN:
        return () if found is None else (_proposed(found),)
    if theme.stage is Stage.PROPOSED:
        return _as_found(theme, found, showing)
    return _in_hand(theme, found, showing) if theme.stage in HELD else ()


def _proposed(found: Found) -> ThemeProposed:
    return ThemeProposed(
        rule=found.rule.name,
        rule_version=found.rule.version,
        scope=found.rule.scope,
        service=found.place.service,
        subject=found.place.subject or None,
        members=found.members[-MOST_MEMBERS:],
        why=found.why,
    )


def _lost(theme: Theme, ids: Sequence[UUID], showing: Showing) -> tuple[Left, ...]:
    left = (theme.members[one] for one in ids)
    return tuple(Left(kind=one.kind, id=one.id, cause=showing.cause(one.id)) for one in left)


def _as_found(theme: Theme, found: Found | None, showing: Showing) -> Sequence[Moved]:
    by_hand = {one for one in theme.by_hand if one not in showing.gone}
    if found is None and not by_hand & theme.members.keys():
        ids = [one.id for one in theme.in_order]
        return (ThemeWithdrawn(left=_lost(theme, ids, showing)),)
    kept = {one.id for one in _of(found)} | by_hand
    return _moves(theme, found, [one.id for one in theme.in_order if one.id not in kept], showing)


def _in_hand(theme: Theme, found: Found | None, showing: Showing) -> Sequence[Moved]:
    """What a person put there leaves only where it counts no more at all."""
    stays = theme.by_hand | showing.ids
    if isinstance(theme.first, ThemeBegun):
        stays |= theme.members.keys()
    stays -= showing.gone.keys()
    return _moves(theme, found, [one.id for one in theme.in_order if one.id not in stays], showing)


def _of(found: Found | None) -> tuple[Member, ...]:
    return () if found is None else found.members


def _moves(
    theme: Theme, found: Found | None, leaving: Sequence[UUID], showing: Showing
) -> Sequence[Moved]:
    why = None if found is None else found.why
    room = max(0, MOST_MEMBERS - len(theme.members))
    joining = tuple(one for one in _of(found) if one.id not in theme.members)[:room]
    moves: list[Moved] = []
    if joining:
        moves.append(MembersJoined(members=joining, why=why))
    if leaving:
        moves.append(MembersLeft(left=_lost(theme, leaving, showing), why=why))
    return moves
