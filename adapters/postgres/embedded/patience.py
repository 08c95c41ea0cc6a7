"""Waiting with an end: nothing in this package waits for ever or deaf to a stop."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Self

_SHORTEST = 0.01
_LONGEST = 0.25


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits until a moment (monotonic seconds) or until somebody calls it off."""

    ends: float
    called_off: Event = field(default_factory=Event)

    @classmethod
    def of(cls, seconds: float, called_off: Event | None = None) -> Self:
        return cls(time.monotonic() + seconds, called_off or Event())

    def left(self) -> float:
        """Seconds that remain, never below zero."""
        return max(0.0, self.ends - time.monotonic())

    def is_over(self) -> bool:
        return self.left() == 0 or self.called_off.is_set()

    def until(self, condition: Callable[[], bool]) -> bool:
        """True as soon as `condition` holds (asked at least once); False when patience is over."""
        pause = _SHORTEST
        while not condition():
            if self.left() == 0 or self.called_off.wait(pause):
                return False
            pause = min(pause * 1.25, _LONGEST)
        return True
