"""What was done, decided or changed while the figures moved: the dated marks of a chart.

Marks of the measure are in its own stream; others in the streams of the actions that cite it and of
the signals about it, each at the time that people claim. What came of an incident that the reader
may not see leaves no mark.

Source: NHS England, Making Data Count (annotate the chart); Heed's rule on restricted incidents.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.hidden import hidden_among
from api.measures.chart.answer import MOST_MARKS
from api.opening import learning_words
from api.reader import Reader
from domain import catalogue
from domain.action.events import ActionAgreed, ActionCompleted, ActionReopened, ActionVerified
from domain.audit.events import AuditCompleted
from domain.event import DomainEvent
from domain.log import Recorded
from domain.measure.events import (
    BaselineSet,
    MeasureRebased,
    MeasureRedefined,
    SignalAcknowledged,
)
from domain.measure.state import Measure
from domain.moment import starts
from domain.service import ServiceRegistered, UnitOpened
from domain.signal.events import SignalAnswered
from projections.charts.annotation import Annotation, Mark
from projections.open_loops.loop import happened

_MARKS: Final[Mapping[type[DomainEvent], Mark]] = MappingProxyType({
    BaselineSet: Mark.BASELINE_SET,
    MeasureRebased: Mark.REBASED,
    MeasureRedefined: Mark.DEFINITION_CHANGED,
    SignalAcknowledged: Mark.SIGNAL_ANSWERED,
    SignalAnswered: Mark.SIGNAL_ANSWERED,
    ActionCompleted: Mark.ACTION_COMPLETED,
    ActionVerified: Mark.ACTION_VERIFIED,
    ActionReopened: Mark.ACTION_REOPENED,
})  # fmt: skip
_CITING: Final = """
    SELECT action AS stream
      FROM heed.watched_actions
     WHERE tenant_id = $1
       AND measures @> ARRAY[$2::uuid]
 UNION ALL
    SELECT signal
      FROM heed.signals
     WHERE tenant_id = $1
       AND kind IN ('chart', 'slipped')
       AND subject = $2
"""
_TOOLS: Final = """
    SELECT DISTINCT ON (tool, tool_version) tool, audit, done_on
      FROM heed.trend_audits
     WHERE tenant_id = $1
       AND ($2::uuid IS NULL OR service = $2)
       AND ($3::uuid IS NULL OR unit = $3)
  ORDER BY tool, tool_version, done_on
"""
_AUDITED: Final = "audit_criteria_met"


def marks_in(rows: Iterable[Recorded]) -> Iterator[Annotation]:
    """Of one stream."""
    for row in rows:
        if row.facts is None:
            continue
        event = catalogue.read(row.type, row.facts)
        mark = _MARKS.get(type(event))
        if mark is not None and not _is_of_measure(event):
            yield Annotation(mark, happened(event, row.recorded_at), row.stream)


def _is_of_measure(event: DomainEvent) -> bool:
    """An answer that was given on the measure has its mark there."""
    return isinstance(event, SignalAnswered) and event.measure_version is not None


def _opened(rows: Iterable[Recorded], unit: UUID | None) -> Iterator[Annotation]:
    """Of a service and its units, or of the one unit that is asked for."""
    for row in rows:
        match None if row.facts is None else catalogue.read(row.type, row.facts):
            case ServiceRegistered(opened_on=day) if day is not None and unit is None:
                yield Annotation(Mark.SERVICE_OPENED, starts(day), row.stream)
            case UnitOpened(unit=opened, opened_on=day) if day and unit in {None, opened}:
                yield Annotation(Mark.UNIT_OPENED, starts(day), row.stream)
            case _:
                pass


async def annotations(
    connection: Connection,
    reader: Reader,
    rows: Sequence[Recorded],
    measure: Measure,
    *,
    as_of: datetime,
    known_at: datetime | None,
) -> list[Annotation]:
    """rows: of the measure, as they are asked for. In order, up to `as_of`; of very many, the
    newest.
    """
    found = list(marks_in(rows))
    citing = await _citing(connection, reader, rows[0].stream)
    place = measure.defined.service
    streams = await reader.heed.log.load_many(
        reader.provider, [*citing, *([] if place is None else [place])]
    )
    for stream, known in streams.items():
        then = [one for one in known if known_at is None or one.recorded_at <= known_at]
        found += _opened(then, measure.defined.unit) if stream == place else marks_in(then)
    if measure.definition.question and measure.definition.question.name == _AUDITED:
        found += await _tools_changed(connection, reader, measure, known_at)
    happened_by_then = (one for one in found if one.at <= as_of)
    newest = sorted(happened_by_then, key=lambda one: one.at)[-MOST_MARKS:]
    return await _titled(reader, newest, streams)


async def _titled(
    reader: Reader, marks: Sequence[Annotation], streams: Mapping[UUID, Sequence[Recorded]]
) -> list[Annotation]:
    """With what actions are called."""
    bodies = {
        one.about: first.title.id
        for one in marks
        if isinstance(first := _first(streams.get(one.about, ())), ActionAgreed)
    }
    words = await learning_words(reader.heed, reader.provider, sorted(set(bodies.values())))
    titles = {action: words.get(body) for action, body in bodies.items()}
    return [replace(one, title=titles.get(one.about)) for one in marks]


def _first(rows: Sequence[Recorded]) -> DomainEvent | None:
    if not rows or rows[0].facts is None:
        return None
    return catalogue.read(rows[0].type, rows[0].facts)


async def _citing(connection: Connection, reader: Reader, measure: UUID) -> list[UUID]:
    """The actions that cite it and the signals about it, as far as this reader may see them."""
    rows = await connection.fetch(_CITING, reader.provider, measure)
    found = [row["stream"] for row in rows]
    if not reader.persons or not found:
        return found
    streams = await reader.heed.log.load_many(reader.provider, found)
    hidden = await hidden_among(reader, streams, connection)
    return [one for one in found if one not in hidden]


async def _tools_changed(
    connection: Connection, reader: Reader, measure: Measure, known_at: datetime | None
) -> Iterable[Annotation]:
    """The first audit with each version of a tool but the first one, as far as it was known."""
    place = measure.defined
    found = await connection.fetch(_TOOLS, reader.provider, place.service, place.unit)
    streams = await reader.heed.log.load_many(reader.provider, [one["audit"] for one in found])
    hidden = await hidden_among(reader, streams)
    first = dict[str, datetime]()
    for one in found:
        at = starts(one["done_on"])
        first[one["tool"]] = min(at, first.get(one["tool"], at))
    return [
        Annotation(Mark.AUDIT_TOOL_CHANGED, at, one["audit"])
        for one in found
        for at in (starts(one["done_on"]),)
        if at > first[one["tool"]]
        and one["audit"] not in hidden
        and _was_done(streams[one["audit"]], known_at)
    ]


def _was_done(rows: Iterable[Recorded], known_at: datetime | None) -> bool:
    """Whether its results were on record by then."""
    done = (row for row in rows if row.type == AuditCompleted.type)
    return any(known_at is None or row.recorded_at <= known_at for row in done)
