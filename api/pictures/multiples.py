"""Many charts on one sheet, as JSON, SVG or PNG."""

from dataclasses import replace
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from adapters.drawing.multiples import multiples
from api.contract import parameters as p
from api.contract.operation import Endpoint, Operation
from api.edge.media import JSON, PNG, SVG
from api.measures.chart.operations import SCOPES
from api.pictures import words
from api.pictures.chart import in_force
from api.pictures.giving import DRAWN, given, wanted
from api.pictures.of_chart import kind, picture
from api.pictures.places import places
from api.pictures.sheet import FILTERS, sheet_of
from api.pictures.sheet_answer import Charts
from api.views.filters import MIN_POSITION, PREFER

_TITLE: Final = "Measures side by side"


def about(sheet: Charts) -> str:
    """What the sheet is, and what to expect of it by chance alone."""
    many, charts = sheet.matching, len(sheet.data)
    which = f"{charts} charts" if charts == many else f"the first {charts} of {many} charts"
    known = "" if sheet.known_at is None else f", as known on {words.day(sheet.known_at)}"
    rare = sheet.charts_without_chance
    beside = f", {rare} of which are too rare to say" if rare else ""
    return (
        f"{which[0].upper()}{which[1:]} as of {words.day(sheet.as_of)}{known}, each under the "
        f"limits in force. Chance alone would bring {sheet.expected_false_signals:.1f} new signals "
        f"a month in them{beside}. Position {sheet.position}."
    )


async def _drawn(request: Request, media: bytes) -> Response:
    asking, sheet, fresh = await sheet_of(request)
    named = await places(asking, sheet.data)
    pictures = [picture(one, in_force(one), (named[one.measure], kind(one))) for one in sheet.data]
    headers = {**fresh.headers, "Heed-Position": sheet.position, "Vary": "Accept"}
    return await given(partial(multiples, _TITLE, about(sheet), pictures), media, headers)


async def read_or_draw(request: Request) -> Response:
    media = wanted(request)
    if media != JSON:
        return await _drawn(request, media)
    _, sheet, fresh = await sheet_of(request)
    headers = {**fresh.headers, "Heed-Position": sheet.position, "Vary": "Accept"}
    return Response(sheet.model_dump_json(), media_type="application/json", headers=headers)


def _always(media: bytes) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await _drawn(request, media)

    return endpoint


CHARTS: Final = Operation(
    id="viewCharts",
    method="GET",
    path="/v1/views/charts",
    tag="views",
    summary="See many charts side by side",
    about=f"{(Charts.__doc__ or '').strip()} `Accept: image/svg+xml` or `image/png` gives them as "
    "small multiples on one sheet.",
    endpoint=read_or_draw,
    answers={200: (Charts,)},
    scopes=SCOPES,
    parameters=(*(one.told for one in FILTERS), MIN_POSITION, PREFER, p.ACTOR),
    problems=(400, 403, 404, 422),
    headers={200: ("Heed-Position", "Heed-Stale")},
    drawn=DRAWN,
)


def _as(ending: str, media: bytes) -> Operation:
    return replace(
        CHARTS,
        id=f"drawCharts{ending.title()}",
        path=f"{CHARTS.path}.{ending}",
        summary=f"See many charts on one sheet, as {ending.upper()}",
        about="Small multiples: each chart under the limits in force, with what it says.",
        endpoint=_always(media),
        answers={200: ()},
        drawn=(media.decode("ascii"),),
    )


OPERATIONS: Final = (CHARTS, _as("svg", SVG), _as("png", PNG))
