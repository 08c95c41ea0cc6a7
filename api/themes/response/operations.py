"""`GET /v1/themes/{id}/response` and `GET /v1/views/themes`: what was done about what recurs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.contract.operation import Operation, Parameter
from api.contract.parameters import identifier_in_path
from api.edge.parameter import whole
from api.problem.problem import Problem
from api.scope import Scope
from api.themes.resource import THEME, untold_rules
from api.themes.response.answer import MOST_TOLD, ThemeResponse, ThemeResponses
from api.themes.response.gathering import Then, gather
from api.themes.response.holding import READ, acted
from api.themes.response.telling import Told, theme_told
from api.themes.response.words import words_of
from api.views.filter import Filter
from api.views.filters import SERVICE
from api.views.summary import (
    HEADERS,
    PROBLEMS,
    Asked,
    Summary,
    summary,
    summary_operation,
    until,
)
from domain.moment import LONDON
from projections.themes.projection import PROJECTION as THEMES
from projections.themes.queries import Wanted, page

SCOPES: Final = (Scope.LEARNING_READ, Scope.LEARNING_MANAGE)
MOST_MONTHS: Final = 60
MONTHS: Final = Filter(
    whole("months", 1, MOST_MONTHS, default=12),
    Parameter(
        "months",
        "query",
        "Themes that stood at some time in so many months up to today.",
        {"type": "integer", "minimum": 1, "maximum": MOST_MONTHS, "default": 12, "format": "int32"},
        12,
    ),
)


async def _told(
    connection: Connection, this: Asked, wanted: Sequence[UUID], until: int | None
) -> Mapping[UUID, dict[str, Any]]:
    """Those that whoever reads may see, as they were known; in the order in which they are
    wanted.
    """
    then = Then(this.reader, this.as_of, this.known_at, until)
    streams = await gather(then, wanted)
    principal, persons = this.reader.principal, this.reader.persons
    actions = await acted(connection, this.reader, then, streams, this.source)
    heed, provider = this.reader.heed, this.provider
    words = await words_of(heed, provider, streams, actions.values())
    told = Told(streams, actions, words)
    return {
        one: theme_told(told, one, theme)
        for one in wanted
        if (theme := streams.themes.get(one)) and THEME.may_see(principal, persons, theme)
    }


async def _response(connection: Connection, this: Asked) -> Mapping[str, Any]:
    """Raises Problem `not-found` for one that is hidden or was not known then, and
    `read-model-behind` where the views have not come to its beginning.
    """
    theme = THEME.identity(this.path["id"])
    upto = await until(connection, this, RESPONSE)
    told = await _told(connection, this, [theme], upto)
    if theme in told:
        return told[theme]
    rows = await this.reader.heed.log.load(this.provider, theme)
    if upto is not None and rows and rows[0].position > upto:
        await THEME.seen(this.reader, rows)
        raise Problem("read-model-behind")
    raise Problem("not-found")


async def _own(this: Asked) -> int:
    """The position of the newest fact of the theme, so that it is told whole."""
    rows = await this.reader.heed.log.load(this.provider, THEME.identity(this.path["id"]))
    return rows[-1].position if rows else 0


def _months_before(at: datetime, months: int) -> datetime:
    """The first instant, in London, of the month that lies so many months back."""
    day = at.astimezone(LONDON)
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(
        year=years, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0
    )


async def _responses(connection: Connection, this: Asked) -> Mapping[str, Any]:
    months = this.query[MONTHS.read]
    wanted = Wanted(
        persons=this.persons,
        services=this.query[SERVICE.read] or None,
        since=_months_before(this.as_of, months),
        without=untold_rules(this.reader.principal),
    )
    rows = await page(connection, this.provider, wanted, limit=MOST_TOLD + 1, source=this.source)
    upto = await until(connection, this, RESPONSES)
    told = await _told(connection, this, [one.theme for one in rows[:MOST_TOLD]], upto)
    complete = len(rows) <= MOST_TOLD
    return {"months": months, "data": list(told.values()), "complete": complete}


RESPONSE: Final = Summary(
    projections=READ, filters=(), ask=_response, answer=ThemeResponse, own=_own
)
RESPONSES: Final = Summary(
    projections=(THEMES, *READ),
    filters=(MONTHS, SERVICE),
    ask=_responses,
    answer=ThemeResponses,
)
_OF_ONE: Final = Operation(
    id="getThemeResponse",
    method="GET",
    path="/v1/themes/{id}/response",
    tag="themes",
    summary="See what was done about it",
    about=(ThemeResponse.__doc__ or "").strip(),
    endpoint=summary(RESPONSE, SCOPES),
    answers={200: (ThemeResponse,)},
    scopes=SCOPES,
    parameters=(
        identifier_in_path("thm", "theme", "thm_0000000000000000000000000a"),
        *RESPONSE.parameters,
    ),
    problems=PROBLEMS,
    headers=HEADERS,
)
_OF_ALL: Final = summary_operation(
    RESPONSES,
    id_="viewThemes",
    path="/v1/views/themes",
    summary_text="See every theme with what was done about it",
    scopes=SCOPES,
)
OPERATIONS: Final = (_OF_ONE, _OF_ALL)
