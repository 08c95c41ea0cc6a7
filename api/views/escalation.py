"""`GET /v1/views/escalation`: from first noticing to telling the council, and who still waits.

Three instants of each incident and the hours between; vague and suspect times have no hours.

Source: the instants of a report (Care Act 2014 s42, local procedures).
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from pydantic import Field

from adapters.postgres.reading import Connection
from api.incidents.answer import Word
from api.schema import Answer, At, IncidentId, ServiceId, UnitId
from api.views.answers import Count, Cursor, Hours, Position, service_id, unit_id
from api.views.cursor import SortKey
from api.views.filters import ABOUT_INCIDENTS, AS_OF, KNOWN_AT, MOST, question_of
from api.views.list_of import Asked, ListOf
from api.views.list_of import Page as Shown
from api.views.register import page_after
from domain.identifier import shown
from domain.incident.vocabulary import Kind
from projections import escalation_queries
from projections.escalation import PROJECTION
from projections.escalation_queries import Escalation as Row
from projections.escalation_queries import Leg


class EscalationEntry(Answer):
    """One incident. `aware` and `told`: it is so, with or without a time that a clock may use."""

    id: IncidentId
    kind: Kind
    service: ServiceId | None
    unit: UnitId | None
    noticed_at: At | None
    aware: bool
    aware_at: At | None
    told: bool
    """Whether the council's safeguarding team was told."""
    told_at: At | None
    noticed_to_aware_hours: Hours | None
    aware_to_told_hours: Hours | None
    noticed_to_told_hours: Hours | None


class LegTally(Answer):
    """One step of the way, over all incidents. Those that wait are never left out."""

    leg: Word
    finished: Count
    waiting: Count
    waiting_since: At | None
    """The earliest beginning among those that wait."""


class Escalation(Answer):
    """A page of escalation, newest incident first."""

    data: Annotated[tuple[EscalationEntry, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None
    position: Position
    """What the view reflects."""
    as_of: At
    """The day that is today here."""
    tally: Annotated[tuple[LegTally, ...], Field(max_length=10)] | None
    """Of all that the filters leave. Null unless `tally` asks for it, and on later pages."""


def _entry(row: Row) -> dict[str, Any]:
    return {
        "id": shown("inc", row.incident),
        "kind": row.kind,
        "service": service_id(row.service),
        "unit": unit_id(row.unit),
        "noticed_at": row.noticed_at,
        "aware": row.aware,
        "aware_at": row.aware_at,
        "told": row.told,
        "told_at": row.told_at,
        "noticed_to_aware_hours": row.noticed_to_aware_hours,
        "aware_to_told_hours": row.aware_to_told_hours,
        "noticed_to_told_hours": row.noticed_to_told_hours,
    }


def _leg(leg: Leg) -> dict[str, Any]:
    return {
        "leg": leg.name,
        "finished": leg.finished,
        "waiting": leg.waiting,
        "waiting_since": leg.waiting_since,
    }


async def _rows(connection: Connection, asked: Asked) -> Sequence[Row]:
    question = question_of(asked.query, asked.reader)
    return await escalation_queries.page(
        connection,
        asked.asking.provider,
        question,
        page_after(asked),
        as_of=asked.as_of,
        source=asked.source,
    )


async def _tally(connection: Connection, asked: Asked) -> Sequence[Leg]:
    question = question_of(asked.query, asked.reader)
    return await escalation_queries.legs(
        connection, asked.asking.provider, question, as_of=asked.as_of, source=asked.source
    )


def _place(row: Row) -> SortKey:
    return (row.position,)


def _told(asked: Asked, page: Shown[Row, Leg]) -> Answer:
    tally = None if page.tally is None else [_leg(one) for one in page.tally]
    return Escalation.model_validate(
        {
            "data": [_entry(one) for one in page.rows],
            "next_cursor": page.next_cursor,
            "position": page.position,
            "as_of": asked.as_of,
            "tally": tally,
        }
    )


ESCALATION: Final = ListOf(
    name="escalation",
    projection=PROJECTION,
    filters=(*ABOUT_INCIDENTS, AS_OF, KNOWN_AT),
    rows=_rows,
    tally=_tally,
    place=_place,
    tell=_told,
)
