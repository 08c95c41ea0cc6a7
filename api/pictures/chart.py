"""The chart of one measure as a picture: by address, or by what the caller accepts.

`GET /v1/measures/{id}/chart` gives JSON, SVG or PNG as Accept asks; `/chart.svg` and `/chart.png`
are addresses of their own, for programs that can only follow a link. One view is drawn, by default
the one that a verdict goes by, or all of them side by side: frozen limits hide a relapse and limits
made anew hide the improvement before it, so that neither picture should travel without the other.

Source: NHS England, Making Data Count; RFC 9110 section 12.5.1.
"""

from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from adapters.drawing.chart import chart
from adapters.drawing.multiples import multiples
from api.contract.operation import Endpoint, Operation
from api.contract.operation import Parameter as Told
from api.edge.media import JSON, PNG, SVG
from api.edge.parameter import flag, one_of
from api.edge.query import Query, read_query
from api.measures.chart import operations
from api.measures.chart.answer import ChartAnswer, ViewAnswer
from api.measures.chart.operations import QUERY, chart_asked, chart_of, read_chart
from api.pictures import words
from api.pictures.giving import DRAWN, Draw, given, wanted
from api.pictures.of_chart import kind, picture
from api.pictures.places import places
from api.problem.finding import Finding
from api.problem.problem import Problem


class Wanted(StrEnum):
    """Which view is drawn."""

    FROZEN = "frozen"
    REBASED = "rebased"
    ALL_DATA = "all_data"
    WHAT_IF = "what_if"
    SIDE_BY_SIDE = "side_by_side"
    """All that there are, each small."""


VIEW: Final = one_of("view", Wanted)
TABLE: Final = flag("table")
PARAMETERS: Final = (
    Told(
        "view",
        "query",
        "Which limits are drawn: by default those in force, or those of `rebase_from` where that "
        "is asked. `side_by_side`: every view, small. The JSON has all of them always.",
        {"type": "string", "enum": sorted(Wanted), "maxLength": 20},
        "side_by_side",
    ),
    Told(
        "table",
        "query",
        "`true`: the figures are shown as a table below the picture of one view. A screen reader "
        "finds them in the SVG in any case.",
        {"type": "boolean", "default": False},
        example=True,
    ),
)
_SHOWN: Final = (VIEW, TABLE)


def _views(answer: ChartAnswer) -> list[ViewAnswer]:
    views = answer.views
    known = (views.frozen, views.rebased, views.all_data, views.what_if)
    return [one for one in known if one is not None]


def in_force(answer: ChartAnswer) -> ViewAnswer:
    return answer.views.rebased or answer.views.frozen


def _chosen(answer: ChartAnswer, which: Wanted | None) -> ViewAnswer:
    """Raises Problem `validation` for a view that this measure does not have."""
    if which is None:
        return answer.views.what_if or in_force(answer)
    named = [one for one in _views(answer) if one.view == which.value]
    if not named:
        found = [Finding("", "no_such_view", _NO_SUCH_VIEW)]
        raise Problem("validation", parameter=VIEW.name, errors=found)
    return named[0]


_NO_SUCH_VIEW: Final = (
    "This measure has no such view: `rebased` needs limits that a person let begin anew, `what_if` "
    "needs `rebase_from`."
)


def _drawing(answer: ChartAnswer, place: str, query: Query) -> Draw:
    which: Wanted | None = query[VIEW]
    if which is not Wanted.SIDE_BY_SIDE:
        view = _chosen(answer, which)
        drawn = picture(answer, view, (place, kind(answer), _limits(view), _today(answer)))
        return partial(chart, drawn, with_table=query[TABLE])
    pictures = [picture(answer, one, (kind(answer),), title=_headed(one)) for one in _views(answer)]
    about = f"{place} · the same figures under each set of limits · {_today(answer)}"
    return partial(multiples, answer.name, about, pictures)


def _limits(view: ViewAnswer) -> str:
    return f"{words.VIEWS[view.view]}{' (in force)' if view.in_force else ''}"


def _headed(view: ViewAnswer) -> str:
    said = _limits(view)
    return f"{said[0].upper()}{said[1:]}"


def _today(answer: ChartAnswer) -> str:
    return f"as of {words.day(answer.as_of)}"


async def _drawn(request: Request, media: bytes) -> Response:
    this = await chart_asked(request, _SHOWN)
    query = read_query(request.scope["query_string"], (*QUERY, *_SHOWN))
    answer, fresh = await chart_of(this)
    place = (await places(this.asking, [answer]))[answer.measure]
    headers = {**fresh.headers, "Heed-Position": answer.position, "Vary": "Accept"}
    return await given(_drawing(answer, place, query), media, headers)


async def read_or_draw(request: Request) -> Response:
    media = wanted(request)
    if media != JSON:
        return await _drawn(request, media)
    response = await read_chart(request, _SHOWN)
    response.headers["Vary"] = "Accept"
    return response


def _always(media: bytes) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await _drawn(request, media)

    return endpoint


CHART: Final = replace(
    operations.CHART,
    about=f"{operations.CHART.about} `Accept: image/svg+xml` or `image/png` gives one view of it "
    "as a picture.",
    endpoint=read_or_draw,
    parameters=(*operations.CHART.parameters, *PARAMETERS),
    drawn=DRAWN,
)


def _as(ending: str, media: bytes) -> Operation:
    named: dict[str, Any] = {"svg": "an SVG", "png": "a PNG"}
    return replace(
        CHART,
        id=f"drawMeasureChart{ending.title()}",
        path=f"{CHART.path}.{ending}",
        summary=f"See what its figures say as {named[ending]}",
        about="One view of the chart as a picture: what the points say, the limits, the target and "
        "the dated marks, readable in grey, with its reading as the description and its figures "
        "as a table for screen readers. No script, and nothing is fetched.",
        endpoint=_always(media),
        answers={200: ()},
        headers={200: ("Heed-Position", "Heed-Stale")},
        drawn=(media.decode("ascii"),),
    )


OPERATIONS: Final = (CHART, _as("svg", SVG), _as("png", PNG))
