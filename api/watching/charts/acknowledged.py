"""What people said on a derived measure, carried over to the signals of it that wait.

Such a signal is raised when somebody looks, which may be long after people did: over figures that
were imported, say. So it is answered by what was said after it was raised, or, where it never was
withdrawn before, after the newest period that it rests on was over. What people said before that
was said of something else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from api.attempt import events_of
from api.watching.charts.grounds import Ground, Identity, covers
from api.watching.raising import carry_answer
from api.watching.watch import Looking
from domain.log import Recorded
from domain.measure.events import SignalAcknowledged
from domain.measure.period import ends
from domain.signal.carried import carried
from projections.open_loops.loop import happened

Said: TypeAlias = tuple[Recorded, SignalAcknowledged]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A signal that stands without an answer. `position`: what it was raised on."""

    signal: UUID
    identity: Identity
    occurrence: int
    position: int
    newest_period: str


async def carry_over(
    looking: Looking,
    rows: Sequence[Recorded],
    found: Mapping[Identity, Ground],
    waiting: Iterable[Waiting],
) -> None:
    """rows: of the measure. found: what its chart holds now. One that was withdrawn stays so."""
    said = list(_said(rows))
    for one in waiting if said else ():
        ground = found.get(one.identity)
        mine = (each for each in said if _answers(one, ground, each))
        if (first := next(mine, None)) is not None:
            row, acknowledged = first
            answer = carried(acknowledged, version=row.version, recorded_at=row.recorded_at)
            await carry_answer(looking, one.signal, answer)


def _said(rows: Iterable[Recorded]) -> Iterator[Said]:
    for row in rows:
        for event in events_of([row]):
            if isinstance(event, SignalAcknowledged):
                yield row, event


def _answers(one: Waiting, ground: Ground | None, said: Said) -> bool:
    row, acknowledged = said
    if not covers(one.identity, ground, acknowledged.period):
        return False
    over = happened(acknowledged, row.recorded_at) >= ends(one.newest_period)
    return row.position > one.position or (one.occurrence == 1 and over)
