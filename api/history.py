"""The history of one resource: every event of its stream, oldest first, as it lies in the log.

Facts are shown exactly as they were stored, and the catalogue at `/v1/event-types` says what they
mean; they hold codes, times and references, never words of people. Only who raised something
anonymously is left out for whoever may not read identities. What was disposed of at the
end of its retention shows that it was there and nothing more.

Source: Heed's rule that nothing is edited; Young, "Versioning in an Event Sourced System".
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from api.asking import Asking, asked
from api.command import must_hold
from api.contract.operation import Endpoint
from api.edge.query import read_query
from api.hidden import unseen_among
from api.incidents.anonymity import without_reporter
from api.incidents.answer import Word
from api.problem.problem import Problem
from api.reader import Reader, reader_of
from api.resource import Resource
from api.schema import Answer, EventId, PersonId, Version
from api.scope import Scope
from api.views.answers import Cursor
from api.views.cursor import About, Place
from api.views.filters import CURSOR, LIMIT, MOST
from domain.actor import Actor
from domain.identifier import shown
from domain.log import Recorded
from domain.moment import Instant

_FACTS: Final = TypeAdapter(dict[str, Any])
_BY_HEED: Final = "heed"


class ActorAnswer(Answer):
    """Whose key it was, and for whom it was done where that was said. Role `heed`, without a member
    of staff: one of Heed's own policies recorded it.
    """

    key: Annotated[str, Field(max_length=40)]
    role: Word | None
    staff: PersonId | None


class EventAnswer(Answer):
    """One event. `facts` null: disposed of. Identifiers inside facts are plain UUIDs."""

    id: EventId
    version: Version
    position: Annotated[str, Field(max_length=40)]
    type: Annotated[str, Field(max_length=100)]
    recorded_at: Instant
    actor: ActorAnswer
    facts: Annotated[dict[str, Any], Field(max_length=100)] | None
    sealed: Annotated[tuple[str, ...], Field(max_length=2_000)]
    """The bodies that this event carries."""


class HistoryAnswer(Answer):
    """A page of events, oldest first."""

    data: Annotated[tuple[EventAnswer, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None


def _actor(text: str, *, veiled: bool) -> dict[str, Any]:
    actor = Actor.read(text)
    staff = None if veiled else actor.staff
    return {
        "key": shown("key", actor.credential),
        "role": _BY_HEED if actor.is_system else actor.role,
        "staff": staff and shown("per", staff),
    }


def _facts(text: str, *, veiled: bool) -> dict[str, Any]:
    facts = _FACTS.validate_json(text)
    return without_reporter(facts) if veiled else facts


def _event(asking: Asking, row: Recorded, *, veiled: bool) -> dict[str, Any]:
    return {
        "id": shown("evt", row.id),
        "version": row.version,
        "position": asking.heed.position(row.position),
        "type": row.type,
        "recorded_at": row.recorded_at,
        "actor": _actor(row.actor, veiled=veiled),
        "facts": None if row.facts is None else _facts(row.facts, veiled=veiled),
        "sealed": [shown("bod", body.id) for body in row.sealed],
    }


def history(resource: Resource[Any], scopes: tuple[Scope, ...]) -> Endpoint:
    """The endpoint that answers with one page of one resource's events."""

    async def endpoint(request: Request) -> Response:
        asking = await asked(request)
        must_hold(asking, scopes)
        query = read_query(request.scope["query_string"], (LIMIT.read, CURSOR.read))
        identity = resource.identity(request.path_params["id"])
        rows = await asking.heed.log.load(asking.provider, identity)
        reader = await reader_of(asking)
        state = await resource.seen(reader, rows)
        unseen = await unseen_among(reader, resource.made_of(state))
        about = About(f"history/{identity}", asking.provider, "")
        after = _after(asking, about, query[CURSOR.read])
        reads_identities = asking.principal.may(Scope.IDENTITIES_READ)
        veiled = frozenset[UUID]() if reads_identities else resource.veiled(rows)
        answer = _page(asking, about, rows[after:], query[LIMIT.read], veiled)
        answer = _without(answer, resource, reader, unseen)
        return Response(answer.model_dump_json(), media_type="application/json")

    return endpoint


def _without(
    page: HistoryAnswer, resource: Resource[Any], reader: Reader, unseen: frozenset[UUID]
) -> HistoryAnswer:
    """What a reader may not see is no part of the facts that are shown."""

    def told(facts: dict[str, Any]) -> dict[str, Any]:
        seen = resource.without(facts, unseen) if unseen else facts
        return resource.told_to(seen, reader)

    data = tuple(
        one if one.facts is None else one.model_copy(update={"facts": told(one.facts)})
        for one in page.data
    )
    return page.model_copy(update={"data": data})


def _after(asking: Asking, about: About, cursor: str | None) -> int:
    """The last version of the page before. Raises Problem `cursor-mismatch`."""
    if cursor is None:
        return 0
    [version] = asking.heed.reads.cursors.read(about, cursor).after
    if not isinstance(version, int):
        raise Problem("cursor-mismatch")
    return version


def _page(
    asking: Asking, about: About, rows: Sequence[Recorded], limit: int, veiled: frozenset[UUID]
) -> HistoryAnswer:
    shown_rows, following = rows[:limit], None
    if len(rows) > limit:
        place = Place((shown_rows[-1].version,), asking.heed.clock())
        following = asking.heed.reads.cursors.written(about, place)
    data = [_event(asking, row, veiled=row.id in veiled) for row in shown_rows]
    return HistoryAnswer.model_validate({"data": data, "next_cursor": following})
