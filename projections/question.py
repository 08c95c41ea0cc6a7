"""Which incidents a question is about; the same words for the register and for escalation.

Every list and count leaves out the incidents that the reader may not see: those that exclude any
of the persons behind the reader. An incident entered in error counts only where it is asked for.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from projections.runner.statement import Statement

KIND: Final = "COALESCE(row.classified_kind, row.reported_kind, 'unclassified')"
"""The provider's decision, else the reporter's word."""

# A row without recorded_at is what is left of an incident whose report was disposed of.
WHERE: Final = f"""
           row.tenant_id = $2
       AND row.recorded_at IS NOT NULL
       AND NOT COALESCE(row.excluded && $3::uuid[], false)
       AND row.state = ANY ($4)
       AND ($5::text[] IS NULL OR {KIND} = ANY ($5))
       AND ($6::uuid[] IS NULL OR row.service = ANY ($6))
       AND ($7::uuid[] IS NULL OR row.unit = ANY ($7))
       AND ($8::timestamptz IS NULL OR row.recorded_at >= $8)
       AND ($9::timestamptz IS NULL OR row.recorded_at < $9)
       AND ($10::timestamptz IS NULL OR row.occurred_from >= $10)
       AND ($11::timestamptz IS NULL OR row.occurred_from < $11)
"""
"""Of an incident's `row`. $1 is the source's; $2 to $11 are `Question.parameters`."""


def about_incidents(text: str, **parts: str) -> Statement:
    """A statement whose `@where` and `@kind` are those above, after `parts` are put in."""
    whole = Statement(text).safe_substitute(parts)
    return Statement(Statement(whole).safe_substitute(where=WHERE, kind=KIND))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """None does not narrow. Times are half-open: from is included, before is not.

    `persons`: the random references of whoever reads.
    """

    persons: tuple[UUID, ...] = ()
    states: tuple[str, ...] = ("open", "closed")
    kinds: tuple[str, ...] | None = None
    services: tuple[UUID, ...] | None = None
    units: tuple[UUID, ...] | None = None
    recorded_from: datetime | None = None
    recorded_before: datetime | None = None
    occurred_from: datetime | None = None
    occurred_before: datetime | None = None

    def parameters(self, provider: UUID) -> tuple[Any, ...]:
        return (
            provider,
            self.persons,
            self.states,
            self.kinds,
            self.services,
            self.units,
            self.recorded_from,
            self.recorded_before,
            self.occurred_from,
            self.occurred_before,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Newest first. `before`: the last position of the page before; None for the first page."""

    before: int | None = None
    limit: int = field(default=50)
