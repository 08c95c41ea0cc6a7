"""What people may decide of a theme, and when the rules say no.

Source: domain rules on themes (9.1: candidate, confirmed, watched, retired after clean reviews).
"""

from typing import TypeVar
from uuid import UUID

from domain.theme import refusals
from domain.theme.events import (
    FindingLinked,
    LookVoided,
    ThemeAnswered,
    ThemeBegun,
    ThemeConfirmed,
    ThemeDismissed,
    ThemeEscalated,
    ThemeLookedAt,
    ThemeRetired,
    ThemeWatched,
)
from domain.theme.state import HELD, Stage, Theme

Decided = TypeVar("Decided", ThemeConfirmed, ThemeDismissed)
Held = TypeVar("Held", ThemeWatched, ThemeEscalated)


def begin(begun: ThemeBegun) -> ThemeBegun:
    """The same, with every incident named once."""
    if not begun.members:
        raise refusals.ThemeWithoutGround("/incidents")
    once = {one.id: one for one in begun.members}
    return begun.model_copy(update={"members": tuple(once.values())})


def decide(theme: Theme, decided: Decided) -> Decided:
    """Whether people see what the rule saw."""
    if theme.stage is not Stage.PROPOSED:
        raise refusals.ThemeNotUndecided
    return decided


def _must_be_held(theme: Theme) -> None:
    if theme.stage not in HELD:
        raise refusals.ThemeNotConfirmed


def hold(theme: Theme, held: Held) -> Held:
    """To watch it, or to bring it further up; as often as people decide so."""
    _must_be_held(theme)
    return held


def retire(theme: Theme, retired: ThemeRetired, *, clean_reviews: int) -> ThemeRetired:
    """`clean_reviews`: how many the provider's policy asks for."""
    _must_be_held(theme)
    named = tuple(dict.fromkeys(retired.reviews))
    looks = [theme.looks[one] for one in named if one in theme.looks]
    if len(looks) < max(clean_reviews, len(named)):
        raise refusals.ReviewsNotClean("/reviews")
    since = min((one.held_on for one in looks), default=None)
    if since is not None and any(one.day > since for one in theme.members.values()):
        raise refusals.ReviewsNotClean("/reviews")
    return retired.model_copy(update={"reviews": named})


def link_finding(theme: Theme, linked: FindingLinked) -> FindingLinked:
    """Its incidents join by hand; those that are members already stay as they are."""
    if not theme.stands:
        raise refusals.ThemeNotStanding
    if any(one.finding == linked.finding for one in theme.linked):
        raise refusals.FindingInTheme("/finding")
    joining = tuple(one for one in linked.members if one.id not in theme.members)
    return linked.model_copy(update={"members": joining})


def look_at(theme: Theme, looked: ThemeLookedAt) -> ThemeLookedAt | None:
    """None: that review had done so already. A theme that is over may still be looked at."""
    before = theme.looks.get(looked.review)
    return None if before is not None and before.decided >= looked.decided else looked


def void_look(theme: Theme, review: UUID) -> LookVoided | None:
    return LookVoided(review=review) if review in theme.looks else None


def answer(theme: Theme, answered: ThemeAnswered) -> ThemeAnswered:
    """An action may be agreed for whatever people have not ended."""
    if not theme.stands:
        raise refusals.ThemeNotStanding
    return answered
