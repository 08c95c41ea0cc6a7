"""The loops of a theme: to be decided, and then to be looked at by governance reviews.

Whoever has a theme in hand looks at it as often as governance meets: the same policy says how many
days lie between two looks. What one look answers, the next rhythm asks again.

Source: domain rules on themes (9.1); HSCA 2008 (Regulated Activities) Regulations 2014 reg 17.
"""

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from domain.moment import starts
from domain.theme.events import ThemeBegun, ThemeConfirmed, ThemeEvent
from domain.theme.rules import OF_PERSONS
from domain.theme.state import ENDED, Stage, Theme, evolve
from projections.open_loops.loop import (
    REPEATS,
    Owes,
    Recorded,
    Span,
    Stream,
    Subject,
    happened,
)


def owes(theme: Theme) -> Iterator[Owes]:
    if theme.stage is Stage.PROPOSED:
        yield Owes("theme_decision", depends_on=_depends(theme))


def spans(theme: Theme, history: Sequence[Recorded]) -> Iterator[Span]:
    """Since it was confirmed, or since the last review that looked at it."""
    begun = [happened(*one) for one in history if isinstance(one[0], ThemeConfirmed | ThemeBegun)]
    if not begun:
        return
    looks = [starts(one.held_on) for one in theme.looks.values()]
    since = max([begun[0], *looks])
    over = [happened(*one) for one in history if theme.judged and one[0] is theme.judged[-1]]
    ended = over[-1] if theme.stage in ENDED else None
    part = "provider" if theme.service is None else "service"
    yield Span("theme_review", part, since, since, ended, depends_on=_depends(theme))


def _depends(theme: Theme) -> str | None:
    """That one adult comes up again is for whoever may read repeats."""
    return f"may:{REPEATS}" if theme.rule in OF_PERSONS else None


def subject(theme: Theme) -> Subject:
    return Subject(
        service=theme.service,
        members=sorted(theme.shown),
        void=not theme.stands,
    )


STREAM: Final = Stream(get_args(ThemeEvent), evolve, subject, owes, spans)
