"""Reading loose ends: what is open on a day, since when, whose it is, and how it is closed.

Oldest first, because age is what matters. Whoever is excluded from an incident does not see its
loops, nor those of the investigations, actions and lessons that came of it, in lists and counts
alike. How long some loops may take is the provider's policy and is said by whoever asks.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any, Final, NamedTuple
from uuid import UUID

from projections.open_loops.next_step import NEXT, Next, next_of
from projections.open_loops.page_text import PAGE
from projections.open_loops.tally_text import TALLY
from projections.runner.json_text import written
from projections.runner.statement import Connection
from projections.source import LIVE, Source

WIDER: Final = 4
MOST_LOOKED_AT: Final = 5_000
"""Rows of one look, where many are passed over."""

_TABLES: Final = ("open_loops", "loop_subjects")


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseEnds:
    """`as_of` is "today". None does not narrow. `persons`: the references of whoever reads.

    `late_by`: what is late by then counts, today unless said. `delays`: how long a loop may take
    before it is late, by its pace (`feedback/reporter`, `governance_review/service`) or its name.
    `contracts`: what contracts want told, each `commissioner/kind`, with `/service` where it is of
    one. `may`: what whoever reads may be told of beyond the rest. `untold`: subjects that they may
    not see for reasons that the view does not know.
    """

    as_of: datetime
    persons: tuple[UUID, ...] = ()
    loops: tuple[str, ...] | None = None
    services: tuple[UUID, ...] | None = None
    units: tuple[UUID, ...] | None = None
    late_by: datetime | None = None
    delays: Mapping[str, timedelta] = field(default_factory=dict[str, timedelta])
    contracts: Sequence[str] = ()
    may: Sequence[str] = ()
    untold: Collection[UUID] = ()

    @property
    def told(self) -> list[str]:
        """What a loop may depend on."""
        return [*self.contracts, *self.may]

    def parameters(self, provider: UUID) -> tuple[Any, ...]:
        delays = {name: delay.total_seconds() for name, delay in self.delays.items()}
        late_by = self.late_by or self.as_of
        return provider, self.persons, self.as_of, late_by, self.loops, written(delays)

    def counts(self, row: Any) -> bool:
        """Whether a row of the page belongs to the question."""
        if row["left_out"] or row["subject"] in self.untold:
            return False
        if self.units is not None and row["unit"] not in self.units:
            return False
        return self.services is None or not set(self.services).isdisjoint(row["services"])


class After(NamedTuple):
    """The last loop of the page before."""

    since: datetime
    subject: UUID
    loop: str
    part: str


@dataclass(frozen=True, slots=True)
class OpenLoop:
    """`part`: the finding, the report, the duty … that it is about, "" for the whole. `kind`: of
    the subject. `services`: its own and those of what it is about. `since`: from when it is late.
    """

    loop: str
    subject: UUID
    kind: str
    part: str
    owed_since: datetime
    since: datetime
    owner_role: str
    services: list[UUID]

    @property
    def next(self) -> Next:
        return next_of(self.loop, self.part)


_TOLD: Final = tuple(one.name for one in fields(OpenLoop))


@dataclass(frozen=True, slots=True)
class Tally:
    """`since`: how long the oldest of them has been open."""

    loop: str
    open: int
    since: datetime


async def page(
    connection: Connection,
    provider: UUID,
    ends: LooseEnds,
    *,
    after: After | None = None,
    limit: int = 50,
    source: Source = LIVE,
) -> list[OpenLoop]:
    """At most `limit` loops, oldest first. Where few of those that are open belong to the question,
    ever more are looked at.
    """
    found, looked_at = list[OpenLoop](), limit
    while True:
        last = after or (None, None, None, None)
        rows = await source.rows(
            connection, PAGE, _TABLES, *ends.parameters(provider), *last, looked_at, ends.told
        )
        found += [_owned(row) for row in rows if ends.counts(row)]
        if len(found) >= limit or len(rows) < looked_at:
            return found[:limit]
        after = After(*itemgetter("since", "subject", "loop", "part")(rows[-1]))
        looked_at = min(looked_at * WIDER, MOST_LOOKED_AT)


async def tally(
    connection: Connection, provider: UUID, ends: LooseEnds, *, source: Source = LIVE
) -> list[Tally]:
    """How many of each loop are open; a loop that nothing has open has no row."""
    narrowed = (ends.services, ends.units, ends.told, list(ends.untold))
    rows = await source.rows(connection, TALLY, _TABLES, *ends.parameters(provider), *narrowed)
    return [Tally(**row) for row in rows]


def _owned(row: Any) -> OpenLoop:
    told: dict[str, Any] = {name: row[name] for name in _TOLD}
    told["owner_role"] = told["owner_role"] or NEXT[told["loop"]].role
    return OpenLoop(**told)
