"""`GET /v1/views/open-loops`: what was begun and has not come to its end, oldest first.

Each loose end says since when, whose it is, and which command closes it, with its address.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from adapters.postgres.reading import Connection
from api.incidents.answer import NextAnswer, Word
from api.schema import Answer, ServiceId
from api.views.answers import Count, Cursor, Position
from api.views.cursor import SortKey
from api.views.filter import codes
from api.views.filters import AS_OF, KNOWN_AT, MOST, SERVICE, UNIT
from api.views.list_of import Asked, ListOf
from api.views.list_of import Page as Shown
from domain.identifier import shown
from domain.moment import Instant
from projections import open_loops_queries
from projections.open_loops import PROJECTION
from projections.open_loops_queries import NEXT, After, LooseEnds, OpenLoop, Tally

SUBJECTS: Final = {
    "protection": ("inc", "incidents"),
    "classification": ("inc", "incidents"),
    "council_report": ("inc", "incidents"),
    "council_decision": ("inc", "incidents"),
    "acknowledgement": ("inc", "incidents"),
    "finding": ("inv", "investigations"),
    "sign_off": ("inv", "investigations"),
    "completion": ("act", "actions"),
    "verification": ("act", "actions"),
    "audit": ("aud", "audits"),
    "gap": ("aud", "audits"),
}
"""What each loop is about: the prefix of its subject, and the collection it lives in."""

PARTS: Final = {"acknowledgement": "xrp", "finding": "fnd"}
"""Parts that have an identifier. A gap's is the code of its criterion; others have none."""

PLACES: Final[tuple[str, ...]] = ("incident", "investigation", "action", "audit")
"""What the addresses of `NEXT` leave room for."""

A_DAY: Final = timedelta(days=1)
LOOP: Final = codes("loop", "Which loose ends.", NEXT)


class OpenLoopEntry(Answer):
    """One loose end."""

    loop: Word
    subject: Annotated[
        str, Field(max_length=30, pattern=r"^(inc|inv|act|aud)_[0-7][0-9a-hjkmnp-tv-z]{25}$")
    ]
    """The incident, investigation, action or audit."""
    href: Annotated[str, Field(max_length=300)]
    """Where the subject is read."""
    part: Annotated[str, Field(max_length=200)] | None
    """The finding, the external report or the criterion that it is about; null: the whole."""
    since: Instant
    days_open: Count
    """Whole days, as of the day that is today."""
    owner_role: Word
    services: Annotated[tuple[ServiceId, ...], Field(max_length=1_000)]
    """The subject's own, and those of what it is about."""
    next: NextAnswer
    """The command that closes it."""


class LoopTally(Answer):
    loop: Word
    open: Count
    since: Instant
    """How long the oldest of them has been open."""


class OpenLoops(Answer):
    """A page of loose ends, oldest first."""

    data: Annotated[tuple[OpenLoopEntry, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None
    position: Position
    """What the view reflects."""
    as_of: Instant
    """The day that is today here."""
    tally: Annotated[tuple[LoopTally, ...], Field(max_length=50)] | None
    """Of all that the filters leave, each loop that has any; null on later pages."""


def next_step(loop: str, subject: str) -> dict[str, str]:
    """`subject` stands wherever the address has a place for it."""
    step = NEXT[loop]
    named: dict[str, str] = dict.fromkeys(PLACES, subject)
    return {"fact": step.fact, "href": step.href.format_map(named)}


def _part(loop: OpenLoop) -> str | None:
    if loop.loop in PARTS:
        return shown(PARTS[loop.loop], UUID(loop.part))
    return loop.part or None


def _entry(loop: OpenLoop, as_of: datetime) -> dict[str, Any]:
    prefix, collection = SUBJECTS[loop.loop]
    subject = shown(prefix, loop.subject)
    return {
        "loop": loop.loop,
        "subject": subject,
        "href": f"/v1/{collection}/{subject}",
        "part": _part(loop),
        "since": loop.since,
        "days_open": (as_of - loop.since) // A_DAY,
        "owner_role": loop.owner_role,
        "services": [shown("svc", service) for service in loop.services],
        "next": next_step(loop.loop, subject),
    }


def _ends(asked: Asked) -> LooseEnds:
    return LooseEnds(
        as_of=asked.as_of,
        persons=tuple(asked.reader.persons),
        loops=asked.query[LOOP.read] or None,
        services=asked.query[SERVICE.read] or None,
        units=asked.query[UNIT.read] or None,
    )


def _after(asked: Asked) -> After | None:
    if asked.after is None:
        return None
    since, subject, loop, part = map(str, asked.after)
    return After(datetime.fromisoformat(since), UUID(subject), loop, part)


async def _rows(connection: Connection, asked: Asked) -> Sequence[OpenLoop]:
    return await open_loops_queries.page(
        connection,
        asked.asking.provider,
        _ends(asked),
        after=_after(asked),
        limit=asked.fetched,
        source=asked.source,
    )


async def _tally(connection: Connection, asked: Asked) -> Sequence[Tally]:
    return await open_loops_queries.tally(
        connection, asked.asking.provider, _ends(asked), source=asked.source
    )


def _place(loop: OpenLoop) -> SortKey:
    return (loop.since.isoformat(), str(loop.subject), loop.loop, loop.part)


def _count(tally: Tally) -> dict[str, Any]:
    return {"loop": tally.loop, "open": tally.open, "since": tally.since}


def _told(asked: Asked, page: Shown[OpenLoop, Tally]) -> Answer:
    tally = None if page.tally is None else [_count(one) for one in page.tally]
    return OpenLoops.model_validate(
        {
            "data": [_entry(one, asked.as_of) for one in page.rows],
            "next_cursor": page.next_cursor,
            "position": page.position,
            "as_of": asked.as_of,
            "tally": tally,
        }
    )


OPEN_LOOPS: Final = ListOf(
    name="open-loops",
    projection=PROJECTION,
    filters=(LOOP, SERVICE, UNIT, AS_OF, KNOWN_AT),
    rows=_rows,
    tally=_tally,
    place=_place,
    tell=_told,
)
