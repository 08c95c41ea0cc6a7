"""The watch over derived measures: their charts are looked at as they are now.

What Heed counts by itself has no history of its own to walk: a fact that comes late changes figures
of long ago. So the chart of now is compared with the signals that stand. A signal whose pattern is
gone is withdrawn, and the fact named that was recorded since and may have moved it. An action that
was verified since, while the pattern went on, is told of as well.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from api.attempt import events_of
from api.measures.charting import measure_chart
from api.watching.charts.acknowledged import Waiting, carry_over
from api.watching.charts.causes import cause_of
from api.watching.charts.citing import citing
from api.watching.charts.ended import was_too_long
from api.watching.charts.gaps import is_closed_gap, is_over, is_unheard
from api.watching.charts.grounds import Ground, Identity, grounds
from api.watching.charts.moving import moved
from api.watching.charts.rules import RulesThen
from api.watching.charts.told import Cited, part_of, raised_of, slips
from api.watching.raising import raise_signal, withdraw_signal
from api.watching.watch import Looking
from domain.log import Recorded
from domain.measure.state import Measure, fold
from domain.signal.events import SignalWithdrawn
from domain.signal.vocabulary import Direction, SignallingRule, SubjectKind
from projections.charts.of_measure import MeasureChart

_SIGNALS: Final = """
    SELECT signal, rule_set, rule_set_version, rule, direction, segment, first_period, stage,
           position, occurrence, newest_period, kind, part, actions
      FROM heed.signals
     WHERE tenant_id = $1
       AND subject = $2
       AND kind IN ('chart', 'slipped')
  ORDER BY position, signal
"""


async def look_at(looking: Looking, measure: UUID, rules: RulesThen) -> None:
    rows = (await looking.rows([measure])).get(measure, ())
    known = fold(events_of(rows))
    if known is None:
        return
    async with looking.connection() as connection:
        heed, provider = looking.heed, looking.provider
        chart = await measure_chart(heed, connection, provider, measure, as_of=looking.now)
        stored = await connection.fetch(_SIGNALS, provider, measure)
    if chart is None:
        return
    found = {one.identity: one for one in grounds(known, chart, tuple(SignallingRule))}
    for row in stored:
        if row["stage"] != "withdrawn" and _is_gone(row, found, known, chart, looking):
            withdrawn = await _fallen(looking, rows, known, row)
            await withdraw_signal(looking, row["signal"], withdrawn)
    waiting = [_stored(row) for row in stored if row["stage"] == "unanswered"]
    if known.retired is None:
        signalling = rules.at(looking.now)
        of_newest = [
            one for one in found.values() if one.of_newest and one.identity.rule in signalling
        ]
        waiting += await _raise(looking, measure, known, _fresh(of_newest, stored, chart))
        waiting += await _slip(looking, measure, known, of_newest, stored)
    await carry_over(looking, rows, found, waiting)


def _stored(row: Any) -> Waiting:
    return Waiting(
        row["signal"], _identity(row), row["occurrence"], row["position"], row["newest_period"]
    )


def _identity(row: Any) -> Identity:
    return Identity(
        row["rule_set"],
        row["rule_set_version"],
        SignallingRule(row["rule"]),
        Direction(row["direction"]),
        row["segment"],
        row["first_period"],
    )


def _is_gone(
    row: Any,
    found: Mapping[Identity, Ground],
    known: Measure,
    chart: MeasureChart,
    looking: Looking,
) -> bool:
    """What has ended as it was signalled has lost nothing."""
    identity, newest = _identity(row), row["newest_period"]
    if identity in found or is_over(identity, chart) or is_unheard(identity, chart, looking.now):
        return False
    return newest is None or not was_too_long(identity, newest, known, chart)


def _fresh(
    found: Iterable[Ground], stored: Sequence[Any], chart: MeasureChart
) -> list[tuple[Ground, int]]:
    """Each with the number of its occurrence. found: those of the newest point."""
    standing = {_identity(row) for row in stored if row["stage"] != "withdrawn"}
    known = [_identity(row) for row in stored if row["part"] is None]
    return [
        (one, known.count(one.identity) + 1)
        for one in found
        if one.identity not in standing
        if not any(is_closed_gap(earlier, one, chart) for earlier in standing)
    ]


async def _raise(
    looking: Looking, measure: UUID, known: Measure, fresh: Sequence[tuple[Ground, int]]
) -> list[Waiting]:
    cited = (await citing(looking, measure)).at(looking.now) if fresh else ((), False)
    return [
        await _told(looking, measure, known, ground, cited, occurrence)
        for ground, occurrence in fresh
    ]


async def _slip(
    looking: Looking,
    measure: UUID,
    known: Measure,
    found: Sequence[Ground],
    stored: Sequence[Any],
) -> list[Waiting]:
    """Of the patterns that were signalled before an action was verified, and still go on."""
    standing = [row for row in stored if row["stage"] != "withdrawn"]
    concerns = {_identity(row) for row in standing if row["direction"] == Direction.CONCERN}
    known_before = [one for one in found if one.identity in concerns]
    waiting: list[Waiting] = []
    if not known_before:
        return waiting
    citing_it = await citing(looking, measure)
    cited = citing_it.at(looking.now)
    for ground in known_before if cited[1] else ():
        told = [row for row in standing if _identity(row) == ground.identity]
        named = [(row["kind"], row["actions"]) for row in told]
        for one in citing_it.verifications():
            since = min(row["position"] for row in told) < one.position <= looking.position
            if since and slips(ground, named, one.stream):
                part = part_of(one.id)
                named.append((SubjectKind.SLIPPED, list(cited[0])))
                waiting.append(await _told(looking, measure, known, ground, cited, 1, part))
    return waiting


async def _told(
    looking: Looking,
    measure: UUID,
    known: Measure,
    ground: Ground,
    cited: Cited,
    occurrence: int,
    part: str | None = None,
) -> Waiting:
    raised = raised_of(
        measure,
        known,
        ground,
        cited,
        occurrence=occurrence,
        position=looking.position,
        known_at=looking.now,
        part=part,
    )
    signal = await raise_signal(looking, raised)
    return Waiting(signal, ground.identity, occurrence, looking.position, ground.newest_period)


async def _fallen(
    looking: Looking, rows: Sequence[Recorded], known: Measure, signal: Any
) -> SignalWithdrawn:
    """By the last fact since that may have done it: of the measure itself, or of what it counts."""
    own = [row for row in rows if row.position > signal["position"]]
    fact = await moved(looking, known, signal["position"])
    cause, event = cause_of(None, known), None
    if own and (fact is None or own[-1].position > fact.position):
        cause, event = cause_of(own[-1], known), own[-1].id
    elif fact is not None:
        cause, event = fact.cause, fact.event
    return SignalWithdrawn(
        cause=cause, event=event, position=looking.position, known_at=looking.now
    )
