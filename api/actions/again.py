"""How it is decided that an action is to be done again, and that somebody looked at recurrences.

What Heed noticed is cited, never obeyed: a signal must be about the action or a measure that it
cites, a recurrence must stand. Whoever may not see a signal cannot cite it.

Source: Heed's rule that only a person reopens an action, citing why.
"""

from uuid import UUID

from api.actions import facts
from api.actions.answer import MOST_CHANGES
from api.attempt import Attempt, events_of
from api.command import Target
from api.hidden import is_hidden
from api.learning import learning_text
from api.other_end import not_found, reader_in
from api.roles import actor_of, identity_of, maybe_identity, moment_of
from api.room import must_have_room
from domain.action import looking, refusals, replanning
from domain.action.state import Action
from domain.signal.state import Signal
from domain.signal.state import fold as fold_signal

At = Target[Action]
_SIGNAL = "/because/signal"


async def reopen(attempt: Attempt, at: At, body: facts.ReopenAction) -> UUID:
    must_have_room(at.state.reopened, MOST_CHANGES)
    because = body.because or facts.BecausePart()
    signal = maybe_identity("sig", because.signal, _SIGNAL)
    if signal is not None:
        _must_be_about(at, await _signal(attempt, signal))
    reopened = replanning.reopen(
        at.state,
        by=actor_of(attempt),
        reason=learning_text(attempt, body.reason, "/reason"),
        due_on=body.due_on,
        at=moment_of(attempt, body.at),
        signal=signal,
        recurrence=maybe_identity("inc", because.recurrence, "/because/recurrence"),
    )
    attempt.record(at.id, reopened)
    return at.id


async def _signal(attempt: Attempt, signal: UUID) -> Signal:
    """Raises Problem `not-found`."""
    rows = await attempt.load(signal)
    if not rows or not rows[0].type.startswith("signal."):
        raise not_found(_SIGNAL)
    known = fold_signal(events_of(rows))
    if known is None or await is_hidden(reader_in(attempt), rows):
        raise not_found(_SIGNAL)
    return known


def _must_be_about(at: At, signal: Signal) -> None:
    raised = signal.raised
    if at.id not in {*raised.actions, *raised.about} and raised.subject.id not in {
        at.id,
        *at.state.measures,
    }:
        raise refusals.SignalNotOfAction(_SIGNAL)


async def look_at_recurrences(attempt: Attempt, at: At, body: facts.LookAtRecurrences) -> UUID:
    must_have_room(at.state.looks, MOST_CHANGES)
    looked = looking.look_at(
        at.state,
        incidents=tuple(identity_of("inc", one, "/incidents") for one in body.incidents),
        text=learning_text(attempt, body.text, "/text"),
        by=actor_of(attempt),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, looked)
    return at.id
