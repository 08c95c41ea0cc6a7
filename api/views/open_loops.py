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
from api.schema import Answer, At, ServiceId
from api.untold_loops import told_of, untold
from api.views.answers import Count, Cursor, Position
from api.views.cursor import SortKey
from api.views.filter import codes
from api.views.filters import AS_OF, KNOWN_AT, MOST, SERVICE, UNIT
from api.views.list_of import Asked, ListOf
from api.views.list_of import Page as Shown
from domain.identifier import read, shown
from domain.policy.setting import Policies
from domain.policy.values import (
    Classification,
    CommissionersRules,
    FeedbackTargets,
    GovernanceReviews,
    InternalTargets,
    LessonReach,
    ReportingLag,
    SignalRules,
)
from projections.open_loops import queries
from projections.open_loops.next_step import NEXT, Next
from projections.open_loops.projection import PROJECTION
from projections.open_loops.queries import After, LooseEnds, OpenLoop, Tally

SUBJECTS: Final = {
    "incident": ("inc", "incidents"),
    "investigation": ("inv", "investigations"),
    "action": ("act", "actions"),
    "audit": ("aud", "audits"),
    "lesson": ("les", "lessons"),
    "measure": ("mea", "measures"),
    "theme": ("thm", "themes"),
    "signal": ("sig", "signals"),
    "service": ("svc", "services"),
    "provider": ("prv", "policies"),
}
"""What a loop can be about: the prefix of its identifier, and the collection it is read in."""

PARTS: Final = {"acknowledgement": "xrp", "finding": "fnd"}
"""Parts that have an identifier. Others are codes, such as a criterion or a duty."""

A_DAY: Final = timedelta(days=1)
LOOP: Final = codes("loop", "Which loose ends.", NEXT)


SubjectId = Annotated[
    str,
    Field(
        max_length=30,
        pattern=r"^(inc|inv|act|aud|les|mea|thm|sig|svc|prv)_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    ),
]


class OpenLoopEntry(Answer):
    """One loose end."""

    loop: Word
    subject: SubjectId
    """The incident, investigation, action, audit, lesson, measure, theme, signal or service; the
    provider itself where all of it is to be looked at.
    """
    href: Annotated[str, Field(max_length=300)]
    """Where the subject is read."""
    part: Annotated[str, Field(max_length=200)] | None
    """The finding, external report, criterion, duty or recipient that it is about, or the service
    and role that a lesson has not reached; null: the whole.
    """
    owed_since: At
    """Since when it is owed; `since` when it is late."""
    since: At
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
    since: At
    """How long the oldest of them has been open."""


class OpenLoops(Answer):
    """A page of loose ends, oldest first."""

    data: Annotated[tuple[OpenLoopEntry, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None
    position: Position
    """What the view reflects."""
    as_of: At
    """The day that is today here."""
    tally: Annotated[tuple[LoopTally, ...], Field(max_length=50)] | None
    """Of all that the filters leave, each loop that has any. Null unless `tally` asks for it, and
    on later pages.
    """


def next_step(step: Next, subject: str) -> dict[str, str]:
    """`subject` stands wherever the address has a place for it."""
    named: dict[str, str] = dict.fromkeys(SUBJECTS, subject)
    return {"fact": step.fact, "href": step.href.format_map(named)}


def _part(loop: OpenLoop) -> str | None:
    """Identifiers are shown as such, wherever in the part they stand."""
    if loop.loop in PARTS:
        return shown(PARTS[loop.loop], UUID(loop.part))
    head, slash, tail = loop.part.partition("/")
    if loop.loop.startswith("lesson_"):
        return f"{shown('svc', UUID(head)) if head else ''}/{tail}"
    if loop.loop == "feedback" and slash:
        return f"{head}/{shown('per', UUID(tail))}"
    return loop.part or None


def _entry(loop: OpenLoop, as_of: datetime) -> dict[str, Any]:
    return loop_members(loop) | {"days_open": (as_of - loop.since) // A_DAY}


def loop_members(loop: OpenLoop) -> dict[str, Any]:
    prefix, collection = SUBJECTS[loop.kind]
    subject = shown(prefix, loop.subject)
    address = f"/v1/{collection}" if prefix == "prv" else f"/v1/{collection}/{subject}"
    return {
        "loop": loop.loop,
        "subject": subject,
        "href": address,
        "part": _part(loop),
        "owed_since": loop.owed_since,
        "since": loop.since,
        "owner_role": loop.owner_role,
        "services": [shown("svc", service) for service in loop.services],
        "next": next_step(loop.next, subject),
    }


async def _ends(connection: Connection, asked: Asked) -> LooseEnds:
    return LooseEnds(
        as_of=asked.as_of,
        persons=tuple(asked.reader.persons),
        loops=asked.query[LOOP.read] or None,
        services=asked.query[SERVICE.read] or None,
        units=asked.query[UNIT.read] or None,
        delays=delays(asked.policies),
        contracts=contracts(asked.policies),
        may=told_of(asked.asking.principal),
        untold=await untold(connection, asked.reader, asked.source, asked.as_of),
    )


def delays(policies: Policies) -> dict[str, timedelta]:
    """How long each loop may take by the provider's policies, before it is late."""
    reach, governance = policies.of(LessonReach), policies.of(GovernanceReviews)
    targets = policies.of(InternalTargets).hours
    feedback = policies.of(FeedbackTargets).days
    return {
        "classification": timedelta(hours=policies.of(Classification).hours),
        "lesson_delivery": timedelta(days=reach.delivered_within_days),
        "lesson_acknowledgement": timedelta(days=reach.delivered_within_days),
        "lesson_check": timedelta(days=reach.checked_within_days),
        "governance_review/service": timedelta(days=governance.service_days),
        "governance_review/provider": timedelta(days=governance.provider_days),
        "figures_due": timedelta(days=policies.of(ReportingLag).days),
        "signal": timedelta(days=policies.of(SignalRules).answered_within_days),
        "theme_review/service": timedelta(days=governance.service_days),
        "theme_review/provider": timedelta(days=governance.provider_days),
        **{f"duty/{duty}": timedelta(hours=hours) for duty, hours in targets.items()},
        **{f"feedback/{one}": timedelta(days=days) for one, days in feedback.items()},
    }


def contracts(policies: Policies) -> tuple[str, ...]:
    """What contracts want told: the commissioner and the kind of incident, and the service where
    it is of one.
    """
    return tuple(
        f"{one.commissioner}/{one.kind}"
        + ("" if one.service is None else f"/{read('svc', one.service)}")
        for one in policies.of(CommissionersRules).rules
    )


def _after(asked: Asked) -> After | None:
    if asked.after is None:
        return None
    since, subject, loop, part = map(str, asked.after)
    return After(datetime.fromisoformat(since), UUID(subject), loop, part)


async def _rows(connection: Connection, asked: Asked) -> Sequence[OpenLoop]:
    return await queries.page(
        connection,
        asked.asking.provider,
        await _ends(connection, asked),
        after=_after(asked),
        limit=asked.fetched,
        source=asked.source,
    )


async def _tally(connection: Connection, asked: Asked) -> Sequence[Tally]:
    ends = await _ends(connection, asked)
    return await queries.tally(connection, asked.asking.provider, ends, source=asked.source)


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
    by_policy=True,
)
