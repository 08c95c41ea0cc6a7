"""Reading incidents back: what became of what a source sent.

A look-up by the caller's own reference goes to the log's own table and is strongly consistent: it
sees everything that was acknowledged before it was asked.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from api.asking import Asking, asked
from api.attempt import events_of
from api.command import must_hold, validated
from api.incidents.answer import OwnRef
from api.incidents.resource import INCIDENT
from api.reader import reader_of
from api.schema import Answer, IncidentId, Ref, Request, Version
from api.scope import Scope
from domain.identifier import shown
from domain.log import KnownOrigin

READ = (Scope.INCIDENTS_READ, Scope.INCIDENTS_READ_OWN, Scope.INCIDENTS_REPORT)
LOOKUPS = 500


class LookUp(Request):
    """References of this source, in any order."""

    source_refs: Annotated[tuple[Ref, ...], Field(min_length=1, max_length=LOOKUPS)]


class LookedUp(Answer):
    """What became of one reference. Everything but the reference is null where it is absent."""

    source_ref: OwnRef
    found: bool
    id: IncidentId | None
    version: Version | None
    source_version: Version | None


class LookUpAnswer(Answer):
    """One entry per reference, in the order that was asked."""

    data: Annotated[tuple[LookedUp, ...], Field(max_length=LOOKUPS)]


async def _visible(
    asking: Asking, known: Mapping[str, KnownOrigin]
) -> Mapping[str, tuple[KnownOrigin, int]]:
    """Those that this reader may see, with the version of their stream."""
    reader = await reader_of(asking)
    streams = [origin.stream for origin in known.values()]
    rows = await asking.heed.log.load_many(asking.provider, streams)
    seen: dict[str, tuple[KnownOrigin, int]] = {}
    for ref, origin in known.items():
        state = INCIDENT.fold(events_of(rows[origin.stream]))
        if state is not None and INCIDENT.may_see(asking.principal, reader.persons, state):
            seen[ref] = origin, rows[origin.stream][-1].version
    return seen


def _looked_up(ref: str, known: tuple[KnownOrigin, int] | None) -> dict[str, Any]:
    if known is None:
        nothing = {"id": None, "version": None, "source_version": None}
        return {"source_ref": ref, "found": False, **nothing}
    origin, version = known
    return {
        "source_ref": ref,
        "found": True,
        "id": shown("inc", origin.stream),
        "version": version,
        "source_version": origin.version,
    }


async def look_up(request: HttpRequest) -> Response:
    """What became of up to 500 references of this source, in one call."""
    asking = await asked(request)
    must_hold(asking, READ)
    refs = validated(LookUp, asking.raw).source_refs
    source = asking.principal.source
    known = await asking.heed.log.origins(asking.provider, source, list(dict.fromkeys(refs)))
    seen = await _visible(asking, known)
    data = [_looked_up(ref, seen.get(ref)) for ref in refs]
    answer = LookUpAnswer.model_validate({"data": data})
    return Response(answer.model_dump_json(), media_type="application/json")


async def by_reference(asking: Asking, ref: str) -> list[Answer]:
    """The incident behind one reference of this source, or an empty list."""
    known = await asking.heed.log.origins(asking.provider, asking.principal.source, [ref])
    if ref not in known:
        return []
    reader = await reader_of(asking)
    rows = await asking.heed.log.load(asking.provider, known[ref].stream)
    state = INCIDENT.fold(events_of(rows))
    if state is None or not INCIDENT.may_see(asking.principal, reader.persons, state):
        return []
    return [INCIDENT.answer(reader, await INCIDENT.standing(reader, rows))]
