"""Reading loose ends: what is open on a day, since when, whose it is, and how it is closed.

Oldest first, because age is what matters. Whoever is excluded from an incident does not see its
loops, nor those of the investigations and actions that came of it, in lists and counts alike.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from projections.runner.statement import Connection, Statement
from projections.source import LIVE, Source


class Next(NamedTuple):
    """The command that closes a loop. `href` has places for the ids, named for what they are."""

    fact: str
    href: str
    role: str
    """Whose it is where the subject names nobody."""


NEXT: Final = {
    "protection": Next(
        "immediate-actions", "/v1/incidents/{incident}/immediate-actions", "registered_manager"
    ),
    "classification": Next(
        "classifications", "/v1/incidents/{incident}/classifications", "registered_manager"
    ),
    "council_report": Next(
        "external-reports", "/v1/incidents/{incident}/external-reports", "registered_manager"
    ),
    "council_decision": Next(
        "council-decisions", "/v1/incidents/{incident}/council-decisions", "registered_manager"
    ),
    "acknowledgement": Next(
        "acknowledgements", "/v1/incidents/{incident}/acknowledgements", "registered_manager"
    ),
    "finding": Next("actions", "/v1/actions", "registered_manager"),
    "sign_off": Next(
        "sign-offs", "/v1/investigations/{investigation}/sign-offs", "registered_manager"
    ),
    "completion": Next("completions", "/v1/actions/{action}/completions", "registered_manager"),
    "verification": Next(
        "verifications", "/v1/actions/{action}/verifications", "registered_manager"
    ),
    "audit": Next("results", "/v1/audits/{audit}/results", "registered_manager"),
    "gap": Next("actions", "/v1/actions", "registered_manager"),
}

OTHERS: Final = ["sign_off", "verification"]
"""Loops that somebody other than the subject's own lead or owner has to close."""

_TABLES: Final = ("open_loops", "loop_subjects")

# Kin: a subject, what it is about, and what that is about, as far as it goes.
_OPEN: Final = """
      WITH RECURSIVE open AS (
    SELECT loop.loop, loop.subject, loop.part,
           COALESCE(loop.reopened_at, loop.opened_at) AS opened_at,
           subject.unit,
           CASE WHEN loop.loop = ANY ($5) THEN NULL ELSE subject.owner_role END AS owner_role
      FROM @open_loops AS loop
      JOIN @loop_subjects AS subject
        ON subject.tenant_id = loop.tenant_id
       AND subject.subject = loop.subject
     WHERE loop.tenant_id = $2
       AND COALESCE(loop.reopened_at, loop.opened_at) <= $4
       AND (loop.closed_at IS NULL OR loop.closed_at > $4)
       AND (loop.kinds IS NULL
            OR COALESCE(subject.classified_kind, subject.reported_kind, 'unclassified')
               = ANY (loop.kinds))
       AND subject.void IS NOT TRUE),
           kin AS (
    SELECT subject, subject AS related
      FROM open
     UNION
    SELECT kin.subject, unnest(other.about)
      FROM kin
      JOIN @loop_subjects AS other
        ON other.tenant_id = $2
       AND other.subject = kin.related),
           known AS (
    SELECT kin.subject,
           COALESCE(bool_or(other.excluded && $3::uuid[]), false) AS hidden,
           COALESCE(array_agg(DISTINCT other.service) FILTER (WHERE other.service IS NOT NULL),
                    ARRAY[]::uuid[]) AS services
      FROM kin
      JOIN @loop_subjects AS other
        ON other.tenant_id = $2
       AND other.subject = kin.related
  GROUP BY kin.subject),
           visible AS (
    SELECT open.loop, open.subject, open.part, open.opened_at, open.owner_role, known.services
      FROM open
      JOIN known USING (subject)
     WHERE NOT known.hidden
       AND ($6::text[] IS NULL OR open.loop = ANY ($6))
       AND ($7::uuid[] IS NULL OR known.services && $7)
       AND ($8::uuid[] IS NULL OR open.unit = ANY ($8)))
"""


def _about_open(text: str) -> Statement:
    return Statement(Statement(text).safe_substitute(open=_OPEN))


_PAGE: Final = _about_open(
    """
    @open
    SELECT loop, subject, part, opened_at AS since, owner_role, services
      FROM visible
     WHERE $9::timestamptz IS NULL
        OR (opened_at, subject, loop, part) > ($9, $10::uuid, $11::text, $12::text)
  ORDER BY opened_at, subject, loop, part
     LIMIT $13
"""
)

_TALLY: Final = _about_open(
    """
    @open
    SELECT loop, count(*) AS open, min(opened_at) AS since
      FROM visible
  GROUP BY loop
  ORDER BY loop
"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseEnds:
    """`as_of` is "today". None does not narrow. `persons`: the references of whoever reads."""

    as_of: datetime
    persons: tuple[UUID, ...] = ()
    loops: tuple[str, ...] | None = None
    services: tuple[UUID, ...] | None = None
    units: tuple[UUID, ...] | None = None

    def parameters(self, provider: UUID) -> tuple[Any, ...]:
        narrowed = (self.loops, self.services, self.units)
        return provider, self.persons, self.as_of, OTHERS, *narrowed


class After(NamedTuple):
    """The last loop of the page before."""

    since: datetime
    subject: UUID
    loop: str
    part: str


@dataclass(frozen=True, slots=True)
class OpenLoop:
    """`part`: the finding, the report or the criterion that it is about, "" for the whole.

    `subject`: the incident, investigation, action or audit. `services`: its own and those of what
    it is about.
    """

    loop: str
    subject: UUID
    part: str
    since: datetime
    owner_role: str
    services: list[UUID]

    @property
    def next(self) -> Next:
        return NEXT[self.loop]


@dataclass(frozen=True, slots=True)
class Tally:
    """`since`: how long the oldest of them has been open."""

    loop: str
    open: int
    since: datetime


async def page(
    connection: Connection,
    provider: UUID,
    ends: LooseEnds,
    *,
    after: After | None = None,
    limit: int = 50,
    source: Source = LIVE,
) -> list[OpenLoop]:
    """At most `limit` loops, oldest first."""
    rows = await source.rows(
        connection,
        _PAGE,
        _TABLES,
        *ends.parameters(provider),
        *(after or (None, None, None, None)),
        limit,
    )
    return [_owned(**row) for row in rows]


async def tally(
    connection: Connection, provider: UUID, ends: LooseEnds, *, source: Source = LIVE
) -> list[Tally]:
    """How many of each loop are open; a loop that nothing has open has no row."""
    rows = await source.rows(connection, _TALLY, _TABLES, *ends.parameters(provider))
    return [Tally(**row) for row in rows]


def _owned(*, loop: str, owner_role: str | None, **rest: Any) -> OpenLoop:
    return OpenLoop(loop=loop, owner_role=owner_role or NEXT[loop].role, **rest)
