"""Which cases a question is about; the same words for every view that counts them.

A case is an incident that stands, open or closed; what is shared as good practice is none, unless
it is asked for by its kind. It is dated as every series is (`projections/trends/dating`). What the
reader may not see is never counted, and nothing is counted that is later than today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from domain.duty.calendar import london_day
from projections.runner.statement import Connection, Statement
from projections.source import LIVE, Source
from projections.trends.dating import dated

DATED: Final = dated("row")
WHERE: Final = f"""
           row.tenant_id = $2
       AND row.state IN ('open', 'closed')
       AND NOT COALESCE(row.excluded && $3::uuid[], false)
       AND CASE WHEN $4::text[] IS NULL THEN row.kind IS DISTINCT FROM 'good_practice'
                ELSE row.kind = ANY ($4) END
       AND ($5::uuid[] IS NULL OR row.service = ANY ($5))
       AND ($6::uuid[] IS NULL OR row.unit = ANY ($6))
       AND ($7::date IS NULL OR {DATED} >= $7)
       AND ($8::date IS NULL OR {DATED} < $8)
       AND {DATED} <= $9::date
"""
"""Of an incident's `row`. $1 is the source's; $2 to $9 are `Cases.parameters`."""


def about_cases(text: str, **parts: str) -> Statement:
    """A statement whose `@where` and `@dated` are those above, after `parts` are put in."""
    whole = Statement(text).safe_substitute(parts)
    return Statement(Statement(whole).safe_substitute(where=WHERE, dated=DATED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """None does not narrow, but no kinds leave good practice out; `before` is not included.
    `persons`: whoever reads, by all of their references.
    """

    as_of: datetime
    persons: tuple[UUID, ...] = ()
    kinds: tuple[str, ...] | None = None
    services: tuple[UUID, ...] | None = None
    units: tuple[UUID, ...] | None = None
    from_on: date | None = None
    before_on: date | None = None

    def parameters(self, provider: UUID) -> tuple[Any, ...]:
        return (
            provider,
            self.persons,
            self.kinds,
            self.services,
            self.units,
            self.from_on,
            self.before_on,
            london_day(self.as_of),
        )


@dataclass(frozen=True, slots=True)
class CaseTables:
    """Where the rows of cases come from."""

    connection: Connection
    provider: UUID
    source: Source = LIVE

    async def rows(
        self, statement: Statement, tables: Sequence[str], cases: Cases, *more: Any
    ) -> list[Mapping[str, Any]]:
        """`more`: the parameters from $10 on."""
        parameters = (*cases.parameters(self.provider), *more)
        found = await self.source.rows(self.connection, statement, tables, *parameters)
        return [dict(row) for row in found]
