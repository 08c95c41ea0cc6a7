"""The actions of a response as they stood on the day, each with whether it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.actions.hold.held import Asked, Held, asked_of, held
from api.measures.charting import Charting
from api.reader import Reader
from api.themes.response.gathering import Streams, Then
from projections.runner.declaration import Projection
from projections.source import Source
from projections.trends.answers.answering import ANSWERERS
from projections.trends.projection import PROJECTION as TRENDS

READ: Final[tuple[Projection, ...]] = tuple(
    {one.name: one for one in (TRENDS, *(p for a in ANSWERERS.values() for p in a.reads))}.values()
)
"""All that verdicts can be read from."""


@dataclass(frozen=True, slots=True)
class Acted:
    """One action and whether it holds."""

    asked: Asked
    held: Held


async def acted(
    connection: Connection, reader: Reader, then: Then, streams: Streams, source: Source
) -> Mapping[UUID, Acted]:
    """Those that were on record by then. Raises Problem `too-much-to-read`."""
    wanted = Charting(as_of=then.as_of, known_at=then.known_at, until=then.until, reader=reader)
    heed, provider = reader.heed, reader.provider
    found: dict[UUID, Acted] = {}
    for action, rows in streams.actions.items():
        asked = await asked_of(heed, provider, rows, wanted)
        if asked is not None:
            whether = await held(heed, connection, provider, asked, wanted, source)
            found[action] = Acted(asked, whether)
    return found
