"""The tables of what is watched, and which histories they are derived from.

The worker's policies ask them which measures there are, and which actions cite one of them; a
signal about a measure names those actions.
"""

from collections.abc import Sequence
from typing import Final

from projections.runner.declaration import Change, Event, Projection, Reads
from projections.watched import action, measure
from projections.watched.history import history_of

_ROWS: Final = {"measure": measure.row, "action": action.row}


def derive(event: Event) -> Sequence[Change]:
    """The row of one stream. Raises ImpossibleHistory for one that no decisions could make."""
    kind = event["type"].partition(".")[0]
    change = _ROWS[kind](event["stream_id"], history_of(event))
    return [] if change is None else [change]


PROJECTION: Final = Projection(
    name="watched",
    tables=(measure.TABLE, action.TABLE),
    reads=tuple(Reads(known.type, derive) for known in (*measure.EVENTS, *action.EVENTS)),
    whole=True,
)
