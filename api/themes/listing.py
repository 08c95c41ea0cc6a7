"""`GET /v1/themes`: every theme, newest first, as far as whoever reads may see of it."""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from pydantic import Field

from adapters.postgres.reading import Connection
from api.schema import Answer, At, ServiceId, ThemeId, Version
from api.themes.answer import Ordinal, Subject
from api.themes.resource import untold_rules
from api.themes.telling import subject_shown
from api.views.answers import Count, Cursor, Position, service_id
from api.views.cursor import SortKey
from api.views.filter import codes
from api.views.filters import KNOWN_AT, MOST, SERVICE
from api.views.list_of import Asked, ListOf
from api.views.list_of import Page as Shown
from domain.identifier import shown
from domain.moment import Day
from domain.theme.rules import RuleName
from domain.theme.state import Stage
from projections.themes import queries
from projections.themes.projection import PROJECTION
from projections.themes.queries import Listed, Wanted

STATE: Final = codes("state", "State of the theme; any where it is not said.", Stage)
RULE: Final = codes("rule", "The pattern rule that found it.", RuleName)


class ThemeEntry(Answer):
    """One theme. `rule` null: a person began it."""

    id: ThemeId
    version: Version
    state: Stage
    rule: RuleName | None
    rule_version: Ordinal | None
    service: ServiceId | None
    """Null: of the whole provider."""
    subject: Subject | None
    incidents: Count
    """Distinct incidents; those that are hidden from whoever you act for are not counted."""
    audits: Count
    first_on: Day | None
    """The day of its first member; null where some are hidden."""
    last_on: Day | None
    recorded_at: At
    changed_at: At
    decided_at: At | None
    """When people first decided."""
    ended_at: At | None
    """When it was dismissed, retired or withdrawn."""
    looked_on: Day | None
    """When a governance review last looked at it."""


class Themes(Answer):
    """A page of themes, newest first."""

    data: Annotated[tuple[ThemeEntry, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None
    position: Position
    """What the list reflects."""


def _entry(row: Listed) -> dict[str, Any]:
    return {
        "id": shown("thm", row.theme),
        "version": row.version,
        "state": row.stage,
        "rule": row.rule,
        "rule_version": row.rule_version,
        "service": service_id(row.service),
        "subject": subject_shown(row.rule, row.subject),
        "incidents": len(row.incidents),
        "audits": len(row.audits),
        "first_on": row.first_on,
        "last_on": row.last_on,
        "recorded_at": row.recorded_at,
        "changed_at": row.changed_at,
        "decided_at": row.decided_at,
        "ended_at": row.ended_at,
        "looked_on": row.looked_on,
    }


def wanted_of(asked: Asked) -> Wanted:
    return Wanted(
        persons=tuple(asked.reader.persons),
        stages=asked.query[STATE.read] or None,
        rules=asked.query[RULE.read] or None,
        services=asked.query[SERVICE.read] or None,
        without=untold_rules(asked.asking.principal),
    )


async def _rows(connection: Connection, asked: Asked) -> Sequence[Listed]:
    return await queries.page(
        connection,
        asked.asking.provider,
        wanted_of(asked),
        before=None if asked.after is None else int(asked.after[0]),
        limit=asked.fetched,
        source=asked.source,
    )


def _place(row: Listed) -> SortKey:
    return (row.position,)


def _told(_: Asked, page: Shown[Listed, Any]) -> Answer:
    return Themes.model_validate(
        {
            "data": [_entry(one) for one in page.rows],
            "next_cursor": page.next_cursor,
            "position": page.position,
        }
    )


THEMES: Final[ListOf[Listed, Any]] = ListOf(
    name="themes",
    projection=PROJECTION,
    filters=(STATE, RULE, SERVICE, KNOWN_AT),
    rows=_rows,
    tally=None,
    place=_place,
    tell=_told,
)
