"""The funnel of services as a picture: by address, or by what the caller accepts.

Source: Spiegelhalter, Statistics in Medicine 2005;24:1185-1202.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from adapters.drawing.funnel import Curve, FunnelPicture, Place, funnel
from adapters.drawing.picture import Look
from api.contract.operation import Endpoint, Operation
from api.edge.media import JSON, PNG, SVG
from api.pictures import words
from api.pictures.giving import DRAWN, given, wanted
from api.pictures.places import service_names
from api.scope import Scope
from api.views.funnel import FUNNEL, FunnelAnswer, ServiceInFunnel
from api.views.summary import summary_of
from projections.charts import rates
from projections.charts.funnel import INNER, OUTER, curve
from projections.charts.funnel import Place as Lies
from projections.charts.wording import number, period_named

SCOPES: Final = (Scope.VIEWS_READ,)
_LOOKS: Final = {
    Lies.WITHIN: Look.COMMON_CAUSE,
    Lies.ABOVE_95: Look.NEUTRAL_HIGH,
    Lies.ABOVE_998: Look.NEUTRAL_HIGH,
    Lies.BELOW_95: Look.NEUTRAL_LOW,
    Lies.BELOW_998: Look.NEUTRAL_LOW,
}
_LIES: Final = {
    Lies.WITHIN: "within what chance allows",
    Lies.ABOVE_95: "above the 95 % limit",
    Lies.ABOVE_998: "above the 99.8 % limit",
    Lies.BELOW_95: "below the 95 % limit",
    Lies.BELOW_998: "below the 99.8 % limit",
}
_STEPS: Final = 60
"""Of activity at which a limit is calculated."""


def picture(answer: FunnelAnswer, names: Mapping[str, str]) -> FunnelPicture:
    """names: by the service."""
    unit = "activity" if answer.activity_kind is None else words.readable(answer.activity_kind)
    return FunnelPicture(
        title=f"Incidents of services side by side: {words.readable(answer.service_type)}",
        about=_about(answer),
        reading=answer.reading,
        rate_named=f"incidents per {rates.PER:,.0f} {unit}",
        activity_named=unit,
        centre=answer.centre or 0.0,
        curves=tuple(_curves(answer)),
        places=tuple(_place(one, names.get(one.service, one.service)) for one in answer.services),
        too_few=answer.too_few_services,
    )


def _about(answer: FunnelAnswer) -> str:
    months = "no month"
    if answer.first_month is not None and answer.last_month is not None:
        months = f"{period_named(answer.first_month)} to {period_named(answer.last_month)}"
    unknown = len(answer.without_rate)
    without = f" · {unknown} without known activity are not drawn" if unknown else ""
    return f"{months} · for learning, not judgement{without} · position {answer.position}"


def _curves(answer: FunnelAnswer) -> list[Curve]:
    """The outer first."""
    if not answer.services or not answer.centre:
        return []
    most = max(one.activity for one in answer.services) * 1.05
    least = min(one.activity for one in answer.services) * 0.7
    centre = answer.centre / rates.PER
    named = ((OUTER, "99.8 %"), (INNER, "95 %"))
    return [Curve(name, tuple(_limits(centre, within, least, most))) for within, name in named]


def _limits(
    centre: float, within: float, least: float, most: float
) -> list[tuple[float, float, float]]:
    made: list[tuple[float, float, float]] = []
    for step in range(_STEPS + 1):
        activity = least + (most - least) * step / _STEPS
        limits = curve(centre, activity, within).times(rates.PER)
        made.append((activity, limits.lower or 0.0, limits.upper or 0.0))
    return made


def _place(one: ServiceInFunnel, name: str) -> Place:
    lies = "" if one.place is None else f", {_LIES[one.place]}"
    return Place(
        named=name,
        activity=one.activity,
        rate=one.rate,
        look=Look.UNREAD if one.place is None else _LOOKS[one.place],
        says=f"{one.incidents:,} in {one.activity:,.0f}, a rate of {number(one.rate)}{lies}",
    )


async def _drawn(request: Request, media: bytes) -> Response:
    asking, answer, headers = await summary_of(request, FUNNEL, SCOPES)
    told = FunnelAnswer.model_validate(answer)
    names = await service_names(asking, [one.service for one in told.services])

    def draw(*, heard: bool) -> str:
        return funnel(picture(told, names), heard=heard)

    return await given(draw, media, {**headers, "Vary": "Accept"})


async def _read_or_draw(request: Request) -> Response:
    media = wanted(request)
    if media != JSON:
        return await _drawn(request, media)
    _, answer, headers = await summary_of(request, FUNNEL, SCOPES)
    headers["Vary"] = "Accept"
    return Response(answer.model_dump_json(), media_type="application/json", headers=headers)


def _always(media: bytes) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await _drawn(request, media)

    return endpoint


def drawn_too(view: Operation) -> tuple[Operation, ...]:
    """The view with its pictures. view: the funnel as JSON."""
    pictures = [
        replace(
            view,
            id=f"drawFunnel{ending.title()}",
            path=f"{view.path}.{ending}",
            summary=f"{view.summary}, as {ending.upper()}",
            about="The funnel as a picture: services by their activity, with exact limits.",
            endpoint=_always(media),
            answers={200: ()},
            drawn=(media.decode("ascii"),),
        )
        for ending, media in (("svg", SVG), ("png", PNG))
    ]
    about = f"{view.about} `Accept: image/svg+xml` or `image/png` gives it as a picture."
    return (replace(view, about=about, endpoint=_read_or_draw, drawn=DRAWN), *pictures)
