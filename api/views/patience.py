"""Read your own writes: which position a view must reflect, and how long the caller waits for it.

`Heed-Min-Position` is a position that Heed once gave in `Heed-Position`. `Prefer: wait=N` says how
many seconds it may take, `handling=lenient` that an older state is better than none. Preferences
that make no sense are as if not sent.

Source: RFC 7240 (Prefer; section 4.3, wait); Heed's API, positions and waiting.
"""

import asyncio
import re
from dataclasses import dataclass
from typing import Final

from api.asking import Asking
from api.problem.problem import Problem

MIN_POSITION: Final = "heed-min-position"
USUAL_SECONDS: Final = 2
MOST_SECONDS: Final = 10
_POSITION: Final = re.compile(r"e([0-9]{1,9})\.([0-9]{1,18})", re.ASCII)
_WAIT: Final = re.compile(r"wait=\"?([0-9]{1,9})\"?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Patience:
    """`position`: what must be reflected, 0 for anything. `until`: by the event loop's time."""

    position: int
    until: float
    lenient: bool

    @property
    def seconds(self) -> float:
        """What is left."""
        return max(self.until - asyncio.get_running_loop().time(), 0.0)


def patience_of(asking: Asking) -> Patience:
    """Raises Problem `position-unknown` for one that is no position, or of another epoch."""
    wishes = [
        wish.strip().replace(" ", "").lower()
        for line in asking.headers.getlist("prefer")
        for wish in line.split(",")
    ]
    waits = [int(found[1]) for wish in wishes if (found := _WAIT.fullmatch(wish))]
    seconds = min(waits[0], MOST_SECONDS) if waits else USUAL_SECONDS
    return Patience(
        position=_position(asking),
        until=asyncio.get_running_loop().time() + seconds,
        lenient="handling=lenient" in wishes,
    )


def _position(asking: Asking) -> int:
    text = asking.headers.get(MIN_POSITION)
    if text is None:
        return 0
    found = _POSITION.fullmatch(text.strip())
    if found is None or int(found[1]) != asking.heed.epoch:
        raise Problem("position-unknown")
    return int(found[2])


async def must_be_known(asking: Asking, patience: Patience) -> None:
    """Raises Problem `position-unknown` for a position ahead of the log's head."""
    if patience.position and patience.position > await asking.heed.log.head(asking.provider):
        raise Problem("position-unknown")
