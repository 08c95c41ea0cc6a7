"""The history of one stream, as the rows of what is watched are made from it."""

from collections.abc import Sequence
from typing import TypeAlias

from domain import catalogue
from projections.open_loops.loop import Recorded
from projections.runner.declaration import Event
from projections.runner.histories import HISTORY

History: TypeAlias = Sequence[Recorded]
"""Each event with the time of its recording, oldest first."""


def history_of(event: Event) -> History:
    """Raises ImpossibleHistory for facts that are not of their type."""
    return [(catalogue.read(one.type, one.facts), one.recorded_at) for one in event[HISTORY]]
