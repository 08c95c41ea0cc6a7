"""Signals of a derived measure that would tell a reader what their own chart hides.

Such a measure counts incidents, and a signal of it is raised from all of them: a bad month that is
none on the chart of whoever may not see an incident would tell them of it. Where anything that the
measure counts up to the newest period of a signal is hidden from a reader, so is the signal. A
measure that people report hides nothing, as its figures are the same for everybody.

What names such a signal is not hidden with it: a governance review that answered one is about more.

Source: Heed's rule on restricted incidents; OWASP API1:2023.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.attempt import events_of
from api.reader import Reader
from domain import catalogue
from domain.log import Recorded
from domain.measure.period import ends
from domain.measure.state import Measure, fold
from domain.moment import starts
from domain.signal.events import SignalRaised
from domain.signal.vocabulary import SubjectKind
from projections.reflected import position, unseen_restriction
from projections.source import LIVE
from projections.trends.answers import incidents
from projections.trends.answers.answered import About, about
from projections.trends.answers.answering import ANSWERERS
from projections.trends.projection import PROJECTION as TRENDS

OF_CHARTS: Final = frozenset({SubjectKind.CHART, SubjectKind.SLIPPED})
_ANYTHING: Final = """
    SELECT EXISTS (
           SELECT
             FROM heed.trend_incidents
            WHERE tenant_id = $1
              AND restricted
              AND excluded && $2::uuid[])
"""
_EVER: Final = datetime(1900, 1, 1, tzinfo=UTC)

Unseen = Callable[[Reader, Iterable[UUID]], Awaitable[frozenset[UUID]]]


@dataclass(frozen=True, slots=True)
class OfChart:
    """One signal. `about`: what its derived measure counts, for a reader from whom nothing is
    hidden. `newest`: the last period that it was raised from; None: not said.
    """

    signal: UUID
    about: About
    newest: str | None


def of_charts(
    reader: Reader, signals: Iterable[UUID], known: Mapping[UUID, Sequence[Recorded]]
) -> list[OfChart]:
    """Those of these streams that are signals of derived measures; both are among the known."""
    raised = {one: said for one in signals if (said := _raised(known.get(one, ()))) is not None}
    if not raised:
        return []
    now, found = reader.heed.clock(), list[OfChart]()
    for signal, said in raised.items():
        measure = _measure(known.get(said.subject.id, ()))
        if measure is not None and measure.is_derived:
            asked = about(measure, reader.provider, as_of=now)
            found.append(OfChart(signal, asked, said.newest_period))
    return found


def _raised(rows: Sequence[Recorded]) -> SignalRaised | None:
    if not rows or rows[0].type != SignalRaised.type or rows[0].facts is None:
        return None
    raised = catalogue.read(rows[0].type, rows[0].facts)
    if not isinstance(raised, SignalRaised) or raised.subject.kind not in OF_CHARTS:
        return None
    return raised


def _measure(rows: Sequence[Recorded]) -> Measure | None:
    return fold(events_of(rows)) if rows else None


async def telling(
    reader: Reader, signals: Sequence[OfChart], unseen: Unseen, connection: "Connection | None"
) -> frozenset[UUID]:
    """Those that tell what is hidden. `unseen`: which of some streams are hidden. `connection`: one
    that names the provider, where whoever asks holds one. All of them while the counts do not know
    a restriction that names this reader.
    """
    if not signals or not reader.persons:
        return frozenset()
    looking = reader.heed.reads.looking(reader.provider)
    async with looking if connection is None else nullcontext(connection) as looks:
        if await _is_behind(looks, reader):
            return frozenset(one.signal for one in signals)
        if not await looks.fetchval(_ANYTHING, reader.provider, list(reader.persons)):
            return frozenset()
        asked = dict.fromkeys(one.about for one in signals)
        first = {one: await _first_hidden(looks, reader, one, unseen) for one in asked}
    return frozenset(one.signal for one in signals if _counts(one, first[one.about]))


async def _is_behind(connection: Connection, reader: Reader) -> bool:
    reached = await position(connection, reader.provider, TRENDS.name)
    missing = await unseen_restriction(
        connection, reader.provider, TRENDS.name, reached, reader.persons
    )
    return missing is not None


async def _first_hidden(
    connection: Connection, reader: Reader, of: About, unseen: Unseen
) -> datetime | None:
    """From when on something is counted that this reader may not see; None: never."""
    subjects = ANSWERERS[of.question].subjects
    if subjects is not None:
        hidden = await unseen(reader, await subjects(connection, LIVE, of))
        return _EVER if hidden else None
    theirs = replace(of, persons=tuple(reader.persons))
    true = await incidents.by_day(connection, LIVE, of)
    seen = await incidents.by_day(connection, LIVE, theirs)
    days = [day for day, _ in set(true.days) ^ set(seen.days)]
    return starts(min(days)) if days else None


def _counts(one: OfChart, first: datetime | None) -> bool:
    return first is not None and (one.newest is None or first <= ends(one.newest))
