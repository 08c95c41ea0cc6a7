"""`GET /v1/incidents/{id}/possible-duplicates`: what another system may have reported as well.

Candidates come from the register, recorded within a fortnight of this one; whether they are alike
is asked of the incidents themselves. Offered with reasons, never merged by Heed; what whoever asks
may not see is not offered.

Source: Heed's rule that records are linked by people.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from api.asking import asked
from api.command import must_hold
from api.incidents.answer import SourceAnswer
from api.incidents.resource import INCIDENT
from api.problem.problem import Problem
from api.reader import Reader, reader_of
from api.schema import Answer, At, IncidentId
from api.scope import Scope
from api.views.patience import Patience, must_be_known, patience_of
from domain.identifier import shown
from domain.incident.likeness import Alike, Seen, alike
from domain.incident.vocabulary import Kind
from domain.log import Recorded
from projections import register_queries
from projections.question import Page, Question
from projections.reflected import position
from projections.register import PROJECTION
from projections.register_queries import Entry

SCOPES: Final = (Scope.INCIDENTS_READ, Scope.INCIDENTS_MANAGE)
MOST: Final = 200
"""How many candidates are looked at, of the same service and of all."""
RECORDED_WITHIN: Final = timedelta(days=14)
"""Systems send late: a nightly batch, a tablet that was offline over a weekend."""


class PossibleDuplicate(Answer):
    """An incident that may be the same one, and why."""

    id: IncidentId
    kind: Kind
    source: SourceAnswer
    recorded_at: At
    reasons: Annotated[tuple[Alike, ...], Field(min_length=1, max_length=len(Alike))]


class PossibleDuplicates(Answer):
    """Most recently recorded first."""

    data: Annotated[tuple[PossibleDuplicate, ...], Field(max_length=2 * MOST)]
    next_cursor: None


def _questions(reader: Reader, seen: Seen) -> list[Question]:
    """Those of the same service cannot be crowded out by those of all the others."""
    service = seen.incident.account.service
    narrowed = [(service,), None] if service is not None else [None]
    return [
        Question(
            persons=tuple(reader.persons),
            services=services,
            recorded_from=seen.recorded_at - RECORDED_WITHIN,
            recorded_before=seen.recorded_at + RECORDED_WITHIN,
        )
        for services in narrowed
    ]


async def _candidates(reader: Reader, seen: Seen, patience: Patience) -> tuple[list[UUID], int]:
    """Streams, most recently recorded first, and the position that the register reflects. Raises
    Problem `read-model-behind` where that is earlier than the caller demands.
    """
    reads, found = reader.heed.reads, dict[UUID, Entry]()
    if patience.position:
        await reads.wait(reader.provider, (PROJECTION.name,), patience.position, patience.seconds)
    async with reads.looking(reader.provider) as connection:
        for question in _questions(reader, seen):
            page = await register_queries.page(
                connection, reader.provider, question, Page(limit=MOST)
            )
            found |= {entry.incident: entry for entry in page}
        at = await position(connection, reader.provider, PROJECTION.name)
    if at < patience.position and not patience.lenient:
        raise Problem("read-model-behind")
    own = seen.incident.source.system
    others = [entry for entry in found.values() if entry.source_system != own]
    others.sort(key=lambda entry: entry.position, reverse=True)
    return [entry.incident for entry in others], at


def _told(stream: UUID, other: Seen, reasons: Sequence[Alike]) -> dict[str, Any]:
    source = other.incident.source
    return {
        "id": shown("inc", stream),
        "kind": other.incident.kind,
        "source": {"system": source.system, "ref": source.ref, "version": source.version},
        "recorded_at": other.recorded_at,
        "reasons": reasons,
    }


async def _alike(reader: Reader, seen: Seen, rows: Sequence[Recorded]) -> dict[str, Any] | None:
    """What is offered of one candidate; None where it is not alike, or not to be seen."""
    state = await INCIDENT.found(reader, rows)
    if state is None or state.merged or state.in_error:
        return None
    other = Seen(state, rows[0].recorded_at)
    reasons = alike(seen, other)
    return _told(rows[0].stream, other, reasons) if reasons else None


async def list_possible_duplicates(request: HttpRequest) -> Response:
    asking = await asked(request)
    patience = patience_of(asking)
    must_hold(asking, SCOPES)
    identity = INCIDENT.identity(request.path_params["id"])
    reader = await reader_of(asking)
    mine = await asking.heed.log.load(asking.provider, identity)
    seen = Seen(await INCIDENT.seen(reader, mine), mine[0].recorded_at)
    await must_be_known(asking, patience)
    streams, at = await _candidates(reader, seen, patience)
    rows = await asking.heed.log.load_many(asking.provider, streams)
    offers = [await _alike(reader, seen, rows[stream]) for stream in streams if stream in rows]
    answer = PossibleDuplicates.model_validate(
        {"data": [offer for offer in offers if offer is not None], "next_cursor": None}
    )
    headers = {"Heed-Position": asking.heed.position(at)}
    return Response(answer.model_dump_json(), media_type="application/json", headers=headers)
