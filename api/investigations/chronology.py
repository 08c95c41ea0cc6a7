"""The chronology of an investigation: its own entries merged with the facts of its incidents.

What is sealed stays sealed: an entry says that there are words and where they lie. An incident
that this reader may not see, or that was entered in error, tells nothing here.

Source: statutory guidance to the Care Act 2014, 14; Heed's rule on restricted incidents.
"""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from api.asking import asked
from api.command import must_hold
from api.edge.query import read_query
from api.incidents.answer import MomentAnswer, Sealed, Word
from api.incidents.resource import INCIDENT
from api.incidents.telling import moment, sealed
from api.investigations.resource import INVESTIGATION
from api.reader import Reader, reader_of
from api.schema import Answer, IncidentId, InvestigationId
from api.scope import Scope
from domain import catalogue
from domain.chronology import Happening, Told, of_incident, of_investigation
from domain.identifier import shown
from domain.incident.state import Incident
from domain.investigation.state import Investigation
from domain.log import Recorded
from domain.moment import Instant

READS = (Scope.LEARNING_READ, Scope.LEARNING_MANAGE)


class HappeningAnswer(Answer):
    """`at`: when it is said to have been, null where nobody said; then `recorded_at` places it.
    `fact`: the type of the event that says so, in the stream of `incident` or else of this
    investigation. `source`: where an entry was written.
    """

    at: MomentAnswer | None
    until: MomentAnswer | None
    recorded_at: Instant
    what: Word
    fact: Annotated[str, Field(max_length=100)]
    incident: IncidentId | None
    source: Word | None
    text: Sealed | None


class ChronologyAnswer(Answer):
    """Earliest first."""

    investigation: InvestigationId
    data: Annotated[tuple[HappeningAnswer, ...], Field(max_length=20_000)]


def _told(rows: Sequence[Recorded]) -> list[Told]:
    return [
        (catalogue.read(row.type, row.facts), row.recorded_at)
        for row in rows
        if row.facts is not None
    ]


async def incidents_of(
    reader: Reader, investigation: Investigation
) -> dict[UUID, tuple[Incident, Sequence[Recorded]]]:
    """The incidents looked at that this reader may see and that stand, in their order."""
    rows = await reader.heed.log.load_many(reader.provider, list(investigation.incidents))
    seen: dict[UUID, tuple[Incident, Sequence[Recorded]]] = {}
    for stream in investigation.incidents:
        incident = await INCIDENT.found(reader, rows.get(stream, ()))
        if incident is not None and not incident.in_error:
            seen[stream] = incident, rows[stream]
    return seen


def happenings(
    own: Sequence[Recorded], incidents: dict[UUID, tuple[Incident, Sequence[Recorded]]]
) -> list[tuple[UUID | None, Happening]]:
    """Earliest first; None for the investigation's own entries."""
    merged: list[tuple[UUID | None, Happening]] = [
        (None, one) for one in of_investigation(_told(own))
    ]
    for stream, (_, rows) in incidents.items():
        merged += [(stream, one) for one in of_incident(_told(rows))]
    return sorted(merged, key=lambda one: one[1].order)


def _members(stream: UUID | None, one: Happening) -> dict[str, Any]:
    return {
        "at": moment(one.at),
        "until": moment(one.until),
        "recorded_at": one.recorded_at,
        "what": one.what,
        "fact": one.fact,
        "incident": stream and shown("inc", stream),
        "source": one.source,
        "text": sealed(one.text),
    }


async def read(request: Request) -> Response:
    asking = await asked(request)
    must_hold(asking, READS)
    read_query(request.scope["query_string"], ())
    identity = INVESTIGATION.identity(request.path_params["id"])
    reader = await reader_of(asking)
    rows = await asking.heed.log.load(asking.provider, identity)
    investigation = await INVESTIGATION.seen(reader, rows)
    merged = happenings(rows, await incidents_of(reader, investigation))
    answer = ChronologyAnswer.model_validate(
        {
            "investigation": shown("inv", identity),
            "data": [_members(*one) for one in merged],
        }
    )
    return Response(answer.model_dump_json(), media_type="application/json")
