"""One row for each measure: enough to know that it is there, whose it is, and that it moved.

The chart itself is made from the measure's own stream; a row says which streams are worth loading.

Source: Heed's rules on measures (`domain/measure`).
"""

from typing import Final, get_args
from uuid import UUID

from domain.measure.events import MeasureEvent
from domain.measure.state import fold
from projections.runner.declaration import Change, Column, Table
from projections.watched.history import History

EVENTS: Final = get_args(MeasureEvent)

# `version`: how many facts of the measure there are. `question`: the name of a derived one's.
TABLE: Final = Table(
    name="watched_measures",
    key=(Column("measure", "uuid"),),
    columns=(
        Column("kind", "text"),
        Column("service", "uuid"),
        Column("unit", "uuid"),
        Column("factor", "text"),
        Column("retired", "bool"),
        Column("version", "int"),
        Column("recorded_at", "timestamptz"),
        Column("cadence", "text"),
        Column("chart", "text"),
        Column("question", "text"),
        Column("improvement", "text"),
    ),
    indexes=(("retired", "service"),),
)


def row(measure: UUID, history: History) -> Change | None:
    """None where nothing of it is left."""
    known = fold(event for event, _ in history)
    if known is None:
        return None
    asked = known.definition.question
    values = {
        "kind": known.defined.kind,
        "service": known.defined.service,
        "unit": known.defined.unit,
        "factor": known.defined.factor,
        "retired": known.retired is not None,
        "version": len(history),
        "recorded_at": history[-1][1],
        "cadence": known.definition.cadence,
        "chart": known.definition.chart,
        "question": None if asked is None else asked.name,
        "improvement": known.definition.improvement,
    }
    return Change(TABLE.name, (measure,), values)
