"""Gathering an agenda: what the view says is due, what the lessons say, and nothing hidden.

The view tells what is owed of incidents, actions and the rest; a lesson's own stream tells whom it
has not reached. Whatever is shown with words is looked at in the log itself, so that a restriction
hides what came of an incident before any view knows of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.agendas.answer import MOST_LESSONS, MOST_LOOPS
from api.agendas.lessons import LessonDue, Wanted, lesson_due
from api.agendas.meetings import LOOPS, Meeting, Section, loops_of
from api.hidden import hidden_among
from api.reader import Reader
from api.untold_loops import told_of, untold
from api.views.freshness import Fresh, freshly
from api.views.patience import Patience
from domain import catalogue
from domain.log import Recorded
from projections.open_loops import loop as loops
from projections.open_loops import queries
from projections.open_loops.projection import PROJECTION
from projections.open_loops.queries import LooseEnds, OpenLoop
from projections.open_loops.taught import taught
from projections.source import LIVE

WORDED: Final = frozenset({"action", "audit", "investigation", "service", "signal"})
"""What is called something; an incident is not, its words are sealed."""

Streams = Mapping[UUID, Sequence[Recorded]]


@dataclass(frozen=True, slots=True)
class Found:
    """What one look at the view found. `complete`: nothing was left off."""

    loops: Sequence[OpenLoop]
    lessons: Sequence[UUID]

    @property
    def complete(self) -> bool:
        return len(self.loops) <= MOST_LOOPS and len(self.lessons) <= MOST_LESSONS


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that is due, and the streams that it is about, as far as they can have words."""

    loops: Sequence[OpenLoop]
    lessons: Sequence[LessonDue]
    streams: Streams


async def look(
    reader: Reader, meeting: Meeting, wanted: Wanted, patience: Patience
) -> Fresh[Found]:
    """Raises Problem `read-model-behind`."""
    ends = LooseEnds(
        as_of=wanted.as_of,
        persons=tuple(reader.persons),
        loops=loops_of(meeting),
        services=None if wanted.service is None else (wanted.service,),
        late_by=wanted.until,
        delays=wanted.delays,
        contracts=wanted.contracts,
        may=told_of(reader.principal),
    )
    provider, service = reader.provider, wanted.service

    async def one_look(connection: Connection) -> Found:
        hidden = await untold(connection, reader, LIVE, wanted.as_of)
        told = replace(ends, untold=hidden)
        due = await queries.page(connection, provider, told, limit=MOST_LOOPS + 1)
        lessons = await taught(connection, provider, service, limit=MOST_LESSONS + 1)
        return Found(due, lessons)

    return await freshly(reader, PROJECTION.name, patience, one_look)


async def gather(reader: Reader, found: Found, wanted: Wanted) -> Gathered:
    """With the streams of what has words."""
    due = [one for one in found.loops[:MOST_LOOPS] if wanted.role in {None, one.owner_role}]
    lessons = found.lessons[:MOST_LESSONS]
    worded = {one.subject for one in due if one.kind in WORDED}
    streams = await reader.heed.log.load_many(reader.provider, sorted({*worded, *lessons}))
    hidden = await hidden_among(reader, streams)
    seen = {one: rows for one, rows in streams.items() if one not in hidden}
    taught_here = ((one, seen[one]) for one in lessons if one in seen)
    return Gathered(
        loops=[one for one in due if one.subject not in hidden],
        lessons=[due for one, rows in taught_here for due in _of_lesson(one, rows, wanted)],
        streams=seen,
    )


def _of_lesson(lesson: UUID, rows: Iterable[Recorded], wanted: Wanted) -> Iterator[LessonDue]:
    history: list[loops.Recorded] = [
        (catalogue.read(row.type, row.facts), row.recorded_at)
        for row in rows
        if row.facts is not None
    ]
    return lesson_due(lesson, history, wanted)


def under(section: Section, gathered: Gathered) -> Iterator[OpenLoop | LessonDue]:
    """What stands under this heading, oldest first."""
    mine = set(LOOPS[section])
    lessons = [one for one in gathered.lessons if one.loop.loop in mine]
    yield from sorted(lessons, key=lambda one: one.loop.since)
    yield from (one for one in gathered.loops if one.loop in mine)
