"""`GET /v1/status`: how far the views are behind the log, for this provider.

A rebuild shows as a second version, `building`, beside the live one. A parked event is one that a
view could not take; its incident stands still in that view until it can.
"""

from datetime import datetime
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from adapters.postgres.reading import at_one_moment
from api.asking import Asking, asked
from api.command import must_hold
from api.contract.operation import Operation
from api.incidents.answer import Word
from api.schema import Answer, Version
from api.scope import Scope
from api.views.answers import Position
from projections.runner.status import Progress, status

Events = Annotated[int, Field(ge=0, le=2**63 - 1, json_schema_extra={"format": "int64"})]


class ProjectionStatus(Answer):
    """One version of one view."""

    name: Word
    version: Version
    status: Annotated[str, Field(pattern=r"^(live|building)$", max_length=10)]
    position: Position
    """What it reflects."""
    lag_events: Events
    """How many events of the log it has not taken yet."""
    lag_seconds: Annotated[float, Field(ge=0)]
    """How long the oldest of them has been in the log."""
    parked: Events
    """Events that it could not take."""


class StatusAnswer(Answer):
    head: Position
    """The provider's last position."""
    projections: Annotated[tuple[ProjectionStatus, ...], Field(max_length=100)]
    """By name and version; none where no worker has run yet."""


def _told(asking: Asking, one: Progress) -> ProjectionStatus:
    return ProjectionStatus(
        name=one.name.replace("_", "-"),
        version=one.version,
        status=one.status,
        position=asking.heed.position(one.position),
        lag_events=one.lag_events,
        lag_seconds=one.lag_seconds,
        parked=one.parked,
    )


async def _progress(asking: Asking, now: datetime) -> list[ProjectionStatus]:
    async with at_one_moment(asking.heed.reads.pool, asking.provider) as connection:
        found = await status(connection, asking.provider, now)
    return [_told(asking, one) for one in found]


async def how_it_is(request: Request) -> Response:
    asking = await asked(request)
    must_hold(asking, (Scope.STATUS_READ,))
    projections = await _progress(asking, asking.heed.clock())
    head = asking.heed.position(await asking.heed.log.head(asking.provider))
    answer = StatusAnswer(head=head, projections=tuple(projections))
    return Response(
        answer.model_dump_json(),
        media_type="application/json",
        headers={"Heed-Position": head},
    )


STATUS = Operation(
    id="getStatus",
    method="GET",
    path="/v1/status",
    tag="about",
    summary="How Heed is",
    about="How far each view is, in events and in seconds behind the log, and what it could not "
    "take.",
    endpoint=how_it_is,
    answers={200: (StatusAnswer,)},
    scopes=(Scope.STATUS_READ,),
    problems=(400, 403, 404),
    headers={200: ("Heed-Position",)},
)
