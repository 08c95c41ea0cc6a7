"""What somebody says of a period is the answer to every signal of the measure that takes it in.

The fact stands at both ends in one append: on the measure, where it was said, and on each signal
that stands and waits. A signal that Heed raises later, over what was imported, takes it when it is
raised, and so does one that no view knew of yet (`api/watching/charts`).

Source: Heed's rule that a link is a fact at both ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.attempt import Attempt, events_of
from api.command import Target
from api.measures.charting import measure_chart
from api.problem.problem import Problem
from api.watching.charts.grounds import Ground, Identity, covers, grounds, rests_on
from domain.log import Recorded
from domain.measure.events import SignalAcknowledged
from domain.measure.state import Measure
from domain.signal import decisions
from domain.signal.carried import carried
from domain.signal.events import SignalAnswered
from domain.signal.state import Stage, fold
from domain.signal.vocabulary import SignallingRule
from projections.charts.of_measure import Dated, MeasureChart, chart_of

At = Target[Measure]
_WAITING: Final = """
    SELECT signal
      FROM heed.signals
     WHERE tenant_id = $1
       AND subject = $2
       AND kind IN ('chart', 'slipped')
       AND stage = 'unanswered'
  ORDER BY signal
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The signals without an answer, and what the chart holds now."""

    signals: tuple[UUID, ...] = ()
    found: Mapping[Identity, Ground] = field(default_factory=dict[Identity, Ground])


async def answer_signals(attempt: Attempt, at: At, acknowledged: SignalAcknowledged) -> None:
    """Recorded beside the acknowledgement, in its words."""
    waiting = await _waiting(attempt, at)
    log, provider = attempt.heed.log, attempt.provider
    streams: Mapping[UUID, Sequence[Recorded]] = {}
    if waiting.signals:
        streams = await log.load_many(provider, waiting.signals)
    answered = carried(acknowledged, version=at.version + 1, recorded_at=attempt.now)
    for signal, rows in streams.items():
        known = fold(events_of(rows))
        identity = None if known is None else rests_on(known.raised)
        found = waiting.found
        if identity and covers(identity, found.get(identity), acknowledged.period):
            await _answer(attempt, signal, answered)


async def _answer(attempt: Attempt, signal: UUID, answered: SignalAnswered) -> None:
    """Unless somebody was quicker. Whoever is in the cases behind the actions that it names must
    not be named here either.
    """
    known = fold(events_of(await attempt.load(signal)))
    if known is not None and known.stage is Stage.UNANSWERED:
        await attempt.load_all(known.raised.actions)
        attempt.record(signal, decisions.answer(known, answered))


async def _waiting(attempt: Attempt, at: At) -> Waiting:
    """None before any view was made: then nothing was raised yet."""
    try:
        async with attempt.heed.reads.looking(attempt.provider) as connection:
            rows = await connection.fetch(_WAITING, attempt.provider, at.id)
            chart = await _chart(connection, attempt, at) if rows else None
    except Problem:
        return Waiting()
    if chart is None:
        return Waiting()
    found = {one.identity: one for one in grounds(at.state, chart, tuple(SignallingRule))}
    return Waiting(tuple(row["signal"] for row in rows), found)


async def _chart(connection: Connection, attempt: Attempt, at: At) -> MeasureChart | None:
    """As the watch looks at it."""
    if not at.state.is_derived:
        return chart_of(at.state, Dated(as_of=attempt.now))
    heed, provider = attempt.heed, attempt.provider
    return await measure_chart(heed, connection, provider, at.id, as_of=attempt.now)
