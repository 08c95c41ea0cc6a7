"""Where a measure is taken, in words: the service and the unit, or the whole provider."""

from collections.abc import Iterable, Mapping
from typing import Final

from api.asking import Asking
from api.attempt import events_of
from api.measures.chart.answer import ChartAnswer
from domain import service as services_of
from domain.identifier import read
from domain.service import Service

WHOLE: Final = "all services"


async def places(asking: Asking, charts: Iterable[ChartAnswer]) -> Mapping[str, str]:
    """By the measure."""
    charts = list(charts)
    known = await _services(asking, (one.service for one in charts if one.service is not None))
    return {one.measure: _named(one, known) for one in charts}


async def service_names(asking: Asking, services: Iterable[str]) -> Mapping[str, str]:
    """By the identifier of the service."""
    known = await _services(asking, services)
    return {one: service.registered.name for one, service in known.items()}


async def _services(asking: Asking, services: Iterable[str]) -> Mapping[str, Service]:
    wanted = {one: identity for one in services if (identity := read("svc", one)) is not None}
    streams = await asking.heed.log.load_many(asking.provider, list(wanted.values()))
    folded = {stream: services_of.fold(events_of(rows)) for stream, rows in streams.items()}
    found = {one: folded.get(identity) for one, identity in wanted.items()}
    return {one: service for one, service in found.items() if service is not None}


def _named(chart: ChartAnswer, known: Mapping[str, Service]) -> str:
    service = None if chart.service is None else known.get(chart.service)
    if service is None:
        return WHOLE
    unit = None if chart.unit is None else read("unt", chart.unit)
    opened = None if unit is None else service.units.get(unit)
    name = service.registered.name
    return name if opened is None else f"{name}, {opened.name}"
