"""The other end of a governance review: each theme that it names was looked at.

A review that is voided leaves no look behind, so that a theme it named waits again.

Source: Heed's rule that every link is a fact at both ends.
"""

from collections.abc import Iterable
from uuid import UUID

from api.attempt import Attempt, events_of
from domain.governance_review.events import Answered, ReviewHeld
from domain.governance_review.state import GovernanceReview, themes_of
from domain.theme import decisions
from domain.theme.events import ThemeEvent, ThemeLookedAt
from domain.theme.state import Theme, evolve, fold


def _as_it_will_be(attempt: Attempt, theme: UUID) -> Theme | None:
    """With what this attempt records already."""
    known = fold(events_of(attempt.loaded[theme]))
    for stream, event in attempt.events:
        if stream == theme and isinstance(event, ThemeEvent):
            known = evolve(known, event)
    return known


def look_at(
    attempt: Attempt, review: UUID, held: ReviewHeld, answered: Iterable[Answered], *, decided: bool
) -> None:
    """`answered`: those whose themes this attempt has loaded."""
    looked = ThemeLookedAt(review=review, held_on=held.held_on, decided=decided)
    for theme in dict.fromkeys(themes_of(answered)):
        known = _as_it_will_be(attempt, theme)
        event = None if known is None else decisions.look_at(known, looked)
        if event is not None:
            attempt.record(theme, event)


async def void_looks(attempt: Attempt, review: UUID, held: GovernanceReview) -> None:
    answered = [one for decision in held.decisions for one in decision.answers]
    named = dict.fromkeys(themes_of([*held.held.looked_at.subjects, *answered]))
    for theme, rows in (await attempt.load_all(named)).items():
        known = fold(events_of(rows))
        event = None if known is None else decisions.void_look(known, review)
        if event is not None:
            attempt.record(theme, event)
