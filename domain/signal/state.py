"""A signal as it stands: its events folded, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from domain.event import DomainEvent, ImpossibleHistory
from domain.signal.events import SignalAnswered, SignalEvent, SignalRaised, SignalWithdrawn
from domain.signal.vocabulary import WAITS_ELSEWHERE, Direction


class Stage(StrEnum):
    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Signal:
    """`answers`: in order; they stay where it is withdrawn later."""

    raised: SignalRaised
    answers: tuple[SignalAnswered, ...] = ()
    withdrawn: SignalWithdrawn | None = None

    @property
    def stands(self) -> bool:
        return self.withdrawn is None

    @property
    def stage(self) -> Stage:
        if self.withdrawn is not None:
            return Stage.WITHDRAWN
        return Stage.ANSWERED if self.answers else Stage.UNANSWERED

    @property
    def owes_answer(self) -> bool:
        """Only a concern waits for people; good news and what is neither may stay as it is. A theme
        and a recurrence wait where they stand, not twice.
        """
        waits_elsewhere = self.raised.subject.kind in WAITS_ELSEWHERE
        is_concern = self.raised.direction is Direction.CONCERN
        return self.stage is Stage.UNANSWERED and is_concern and not waits_elsewhere


def evolve(signal: Signal | None, event: SignalEvent) -> Signal:
    if isinstance(event, SignalRaised):
        if signal is not None:
            raise ImpossibleHistory("A signal raised twice.")
        return Signal(event)
    if signal is None:
        raise ImpossibleHistory(f"{event.type} before signal.raised")
    match event:
        case SignalWithdrawn():
            if signal.withdrawn is not None:
                raise ImpossibleHistory("A signal withdrawn twice.")
            return replace(signal, withdrawn=event)
        case SignalAnswered():
            return replace(signal, answers=(*signal.answers, event))
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Signal | None:
    """The signal as it stands; None for no events."""
    signal: Signal | None = None
    for event in events:
        if not isinstance(event, SignalEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a signal")
        signal = evolve(signal, event)
    return signal
