"""Raising and withdrawing signals, for every watch alike.

The signal's identity follows from what it rests on, so its stream, and the key under which it is
recorded, are the same for whoever looks; a second look finds it there. Nothing here answers one,
but what a person said of it on the measure is carried over.
"""

from collections.abc import Mapping
from uuid import UUID

from api.attempt import Attempt, events_of
from api.watching.watch import Looking
from domain.signal import decisions
from domain.signal.events import SignalAnswered, SignalEvent, SignalRaised, SignalWithdrawn
from domain.signal.identity import signal_id
from domain.signal.state import Signal, Stage, fold


async def raise_signal(looking: Looking, raised: SignalRaised) -> UUID:
    """The signal's identity, whether it is new or was there already."""
    signal = signal_id(looking.provider, raised)

    async def decide(attempt: Attempt) -> UUID | None:
        known = fold(events_of(await attempt.load(signal)))
        return _recorded(attempt, signal, decisions.raise_signal(known, raised))

    await looking.record(f"signal/{signal}/raised", decide)
    return signal


async def withdraw_signal(looking: Looking, signal: UUID, withdrawn: SignalWithdrawn) -> bool:
    """Whether it was withdrawn now. One that is not there, or was withdrawn, stays as it is."""

    async def decide(attempt: Attempt) -> UUID | None:
        known = fold(events_of(await attempt.load(signal)))
        if known is None:
            return None
        return _recorded(attempt, signal, decisions.withdraw(known, withdrawn))

    return await looking.record(f"signal/{signal}/withdrawn", decide)


async def carry_answer(looking: Looking, signal: UUID, answered: SignalAnswered) -> bool:
    """Whether it was carried over now. One that is not there, was withdrawn or has an answer stays
    as it is.
    """

    async def decide(attempt: Attempt) -> UUID | None:
        known = fold(events_of(await attempt.load(signal)))
        if known is None or known.stage is not Stage.UNANSWERED:
            return None
        return _recorded(attempt, signal, decisions.answer(known, answered))

    return await looking.record(f"signal/{signal}/answered/{answered.measure_version}", decide)


def _recorded(attempt: Attempt, signal: UUID, event: SignalEvent | None) -> UUID | None:
    if event is None:
        return None
    attempt.record(signal, event)
    return signal


async def signals_of(looking: Looking, signals: list[UUID]) -> Mapping[UUID, Signal]:
    """Those of these that were raised, as they stand."""
    rows = await looking.rows(signals)
    folded = {one: fold(events_of(found)) for one, found in rows.items()}
    return {one: signal for one, signal in folded.items() if signal is not None}
