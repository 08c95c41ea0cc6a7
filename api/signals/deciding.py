"""How an answer to a signal is decided. What it names has to be there and to be seen."""

from typing import Any
from uuid import UUID

from api.actions.resource import ACTION
from api.attempt import Attempt
from api.command import Target
from api.investigations.resource import INVESTIGATION
from api.learning import learning_text
from api.other_end import other_ends
from api.resource import Resource
from api.roles import actor_of, identity_of, moment_of
from api.room import must_have_room
from api.signals import facts
from api.signals.answer import MOST_ANSWERS
from api.themes.resource import THEME
from domain.signal import decisions
from domain.signal.events import SignalAnswered
from domain.signal.state import Signal

At = Target[Signal]


async def answer(attempt: Attempt, at: At, body: facts.AnswerSignal) -> UUID:
    must_have_room(at.state.answers, MOST_ANSWERS)
    answered = SignalAnswered(
        decision=body.decision,
        explanation=learning_text(attempt, body.explanation, "/explanation"),
        by=actor_of(attempt).in_role(),
        actions=_named("act", body.actions, "/actions"),
        themes=_named("thm", body.themes, "/themes"),
        investigations=_named("inv", body.investigations, "/investigations"),
        at=moment_of(attempt, body.at),
    )
    answered = decisions.answer(at.state, answered)
    # Whoever is in the cases behind these actions must not be named in the answer either.
    await attempt.load_all(at.state.raised.actions)
    await _must_be_there(attempt, ACTION, answered.actions, "/actions")
    await _must_be_there(attempt, THEME, answered.themes, "/themes")
    await _must_be_there(attempt, INVESTIGATION, answered.investigations, "/investigations")
    attempt.record(at.id, answered)
    return at.id


def _named(prefix: str, sent: tuple[str, ...], pointer: str) -> tuple[UUID, ...]:
    """Each once. Raises Problem `validation`."""
    named = (identity_of(prefix, one, f"{pointer}/{place}") for place, one in enumerate(sent))
    return tuple(dict.fromkeys(named))


async def _must_be_there(
    attempt: Attempt, resource: Resource[Any], named: tuple[UUID, ...], pointer: str
) -> None:
    """Raises Problem `not-found` for what is unknown or hidden from whoever acts."""
    await other_ends(
        attempt, resource, {one: f"{pointer}/{place}" for place, one in enumerate(named)}
    )
