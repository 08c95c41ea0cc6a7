"""`/v1/event-types`: every type of event that a Heed log can hold, and the schema of its facts.

A type is never taken out and never changes; a changed shape is a new type beside the old one, and
`read_as` says which one today's readers understand it as.

Source: JSON Schema 2020-12; Young, "Versioning in an Event Sourced System".
"""

from functools import cache
from inspect import cleandoc
from typing import Annotated, Any, Final

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from api.asking import asked
from api.contract import parameters as p
from api.contract.operation import Operation, Parameter
from api.edge.query import read_query
from api.problem.problem import Problem
from api.schema import Answer
from domain.catalogue import CATALOGUE
from domain.event import DomainEvent

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TypeName = Annotated[str, Field(max_length=100)]
Sentence = Annotated[str, Field(max_length=2_000)]


class EventType(Answer):
    """One type of event: what it says happened."""

    type: TypeName
    stream: Annotated[str, Field(max_length=40)]
    """What kind of resource it happens to."""
    about: Sentence
    read_as: TypeName | None
    """The newer type as which it is read today; null: it is today's."""


class EventTypes(Answer):
    data: Annotated[tuple[EventType, ...], Field(max_length=1_000)]
    next_cursor: None


class EventTypeSchema(EventType):
    """One type of event, with the JSON Schema of its facts as they are stored."""

    facts_schema: Annotated[dict[str, Any], Field(max_length=50)]


def _members(name: str, known: type[DomainEvent]) -> dict[str, Any]:
    upcast = CATALOGUE.upcasts.get(name)
    return {
        "type": name,
        "stream": name.partition(".")[0],
        "about": cleandoc(known.__doc__ or ""),
        "read_as": None if upcast is None else upcast.to,
    }


@cache
def every_event_type() -> EventTypes:
    """By name."""
    data = [_members(name, known) for name, known in sorted(CATALOGUE.classes.items())]
    return EventTypes.model_validate({"data": data, "next_cursor": None})


@cache
def schema_of(name: str) -> EventTypeSchema | None:
    """None for a type that no log can hold."""
    known = CATALOGUE.classes.get(name)
    if known is None:
        return None
    schema = {"$schema": DIALECT, **known.model_json_schema(mode="serialization")}
    return EventTypeSchema.model_validate({**_members(name, known), "facts_schema": schema})


def _json(answer: Answer) -> Response:
    return Response(answer.model_dump_json(), media_type="application/json")


async def list_event_types(request: Request) -> Response:
    await asked(request)
    read_query(request.scope["query_string"], ())
    return _json(every_event_type())


async def read_event_type(request: Request) -> Response:
    await asked(request)
    read_query(request.scope["query_string"], ())
    found = schema_of(request.path_params["type"])
    if found is None:
        raise Problem("not-found")
    return _json(found)


TYPE: Final = Parameter(
    "type",
    "path",
    "The name of a type of event.",
    {"type": "string", "minLength": 4, "maxLength": 100, "pattern": r"^[a-z_]+(\.[a-z0-9_]+)+$"},
    "incident.reported.v1",
)
LIST: Final = Operation(
    id="listEventTypes",
    method="GET",
    path="/v1/event-types",
    tag="about",
    summary="List the types of event",
    about="Every type that a log can hold, old ones too.",
    endpoint=list_event_types,
    answers={200: (EventTypes,)},
    parameters=(p.ACTOR,),
    problems=(400, 422),
)
READ: Final = Operation(
    id="getEventType",
    method="GET",
    path="/v1/event-types/{type}",
    tag="about",
    summary="Read the schema of a type of event",
    about="The JSON Schema of its facts as they are stored and as the history shows them. Where a "
    "fact refers to words, it holds the id of their sealed body.",
    endpoint=read_event_type,
    answers={200: (EventTypeSchema,)},
    parameters=(TYPE, p.ACTOR),
    problems=(400, 404, 422),
)
