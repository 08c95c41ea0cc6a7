"""`GET /v1/views/funnel`: services of one type beside each other, each against what chance allows.

Nobody is ranked. A service is drawn by how much care it gave and how many incidents that brought;
one whose activity is not known for some month has no rate, stands apart, and says why. More
reports are not worse care: what lies outside is a question to ask, not an answer.

Source: Spiegelhalter, Statistics in Medicine 2005;24:1185-1202; NHS England, Making Data Count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from adapters.postgres.reading import Connection
from api.contract.operation import Parameter as Told
from api.edge.parameter import one_of
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.schema import Answer, ServiceId
from api.views.answers import Count
from api.views.filter import Filter
from api.views.filters import KIND
from api.views.summary import Asked, Summary, Summed
from api.views.trends.filters import ACTIVITY_KIND, DATED_BY, FROM, TO, activity_kind
from domain.duty.calendar import london_day
from domain.identifier import shown
from domain.vocabulary.measuring import Cadence
from domain.vocabulary.service_type import ActivityKind, ServiceType
from projections.charts import rates
from projections.charts.funnel import ENOUGH, Compared, Funnel, InFunnel, funnel
from projections.charts.funnel import Place as Lies
from projections.charts.observation import Counted
from projections.trends import exposure
from projections.trends.answers.periods import every, first_day, last_day
from projections.trends.cells import counts, in_whole_periods
from projections.trends.cut import Cut, Dating, Dimension, Grain
from projections.trends.exposure import Missing, Place
from projections.trends.of_type import services_of_type
from projections.trends.projection import PROJECTION as TRENDS

MOST_SERVICES: Final = 10_000
MOST_MONTHS: Final = 120
_YEAR: Final = timedelta(days=365)
_TYPES: Final = [str(one) for one in ServiceType]
SERVICE_TYPE: Final = Filter(
    one_of("service_type", ServiceType),
    Told(
        "service_type",
        "query",
        "Services of this type are compared, and no others.",
        {"type": "string", "enum": _TYPES, "maxLength": 40},
        str(ServiceType.SUPPORTED_LIVING),
        required=True,
    ),
)
Rate = Annotated[float, Field(ge=0)]


class ServiceInFunnel(Answer):
    """One service: its incidents, its activity, and between which rates one that is like all the
    others lies by chance in 95 of 100 cases and in 998 of 1,000. `place` null: there are too few
    services to say.
    """

    service: ServiceId
    incidents: Count
    activity: Rate
    rate: Rate
    lower_95: Rate
    upper_95: Rate
    lower_998: Rate
    upper_998: Rate
    place: Lies | None


class WithoutRate(Answer):
    """A service whose activity is not known, and why; unknown is not nought."""

    service: ServiceId
    incidents: Count
    why: Missing


class FunnelAnswer(Summed):
    """Services of one type beside each other, over whole months that are over: rates per 1,000 of
    their activity against exact Poisson limits around the rate of all together. Use it for
    learning rather than judgement.
    """

    service_type: ServiceType
    first_month: Annotated[str, Field(max_length=7)] | None
    last_month: Annotated[str, Field(max_length=7)] | None
    activity_kind: ActivityKind | None
    centre: Rate | None
    too_few_services: bool
    services_needed: Count
    reading: Annotated[str, Field(max_length=500)]
    services: Annotated[tuple[ServiceInFunnel, ...], Field(max_length=MOST_SERVICES)]
    without_rate: Annotated[tuple[WithoutRate, ...], Field(max_length=MOST_SERVICES)]


@dataclass(frozen=True, slots=True)
class Beside:
    """`missing`: of those that cannot be compared, why."""

    compared: Sequence[Compared]
    missing: Mapping[str, tuple[int, Missing]]


def _months(asked: Asked) -> list[str]:
    """Whole ones that are over, in order; those of the last year where nothing is said. Raises
    Problem `validation` for more than one answer holds.
    """
    today = london_day(asked.as_of)
    last = asked.query[TO.read] or today
    first = asked.query[FROM.read] or last - _YEAR
    if (last - first).days > MOST_MONTHS * 31:
        raise Problem("validation", parameter="from", errors=[Finding("", "out_of_range")])
    months = every(first, last, Cadence.MONTH)
    return [one for one in months if last_day(one) < today]


def _cut(asked: Asked, months: Sequence[str], services: tuple[UUID, ...]) -> Cut:
    return in_whole_periods(
        Cut(
            provider=asked.provider,
            dimension=Dimension.SERVICE,
            dated_by=asked.query[DATED_BY.read] or Dating.FIRST_NOTICED,
            grain=Grain.MONTH,
            first=first_day(months[0]),
            last=last_day(months[-1]),
            until=london_day(asked.as_of),
            persons=asked.persons,
            services=services,
            kinds=asked.query[KIND.read] or None,
        )
    )


async def _ask(connection: Connection, asked: Asked) -> dict[str, Any]:
    service_type = asked.query[SERVICE_TYPE.read]
    if service_type is None:
        missing = Finding("", "missing_member")
        raise Problem("validation", parameter=SERVICE_TYPE.read.name, errors=[missing])
    months, kind = _months(asked), activity_kind(asked)
    services = await services_of_type(connection, asked.source, asked.provider, service_type)
    beside, made = Beside([], {}), None
    if months and services:
        cut = _cut(asked, months, services)
        places = await exposure.places(connection, asked.source, cut)
        kind = exposure.kind_of(places, kind)
        found = await counts(connection, asked.source, cut)
        numbers = _numbers({key: one.n for key, one in found.items()})
        beside = _beside(places, months, numbers, kind)
        made = funnel(beside.compared, per=rates.PER) if beside.compared else None
    return {
        "service_type": service_type,
        "first_month": months[0] if months else None,
        "last_month": months[-1] if months else None,
        "activity_kind": kind,
        **_told(made),
        "without_rate": [
            {"service": one, "incidents": number, "why": why}
            for one, (number, why) in beside.missing.items()
        ],
    }


def _numbers(found: Mapping[tuple[str, str], int]) -> Mapping[str, int]:
    """By service, of all months together."""
    numbers: dict[str, int] = {}
    for (_, service), number in found.items():
        numbers[service] = numbers.get(service, 0) + number
    return numbers


def _beside(
    places: Sequence[Place],
    months: Sequence[str],
    numbers: Mapping[str, int],
    kind: ActivityKind | None,
) -> Beside:
    """A service that was not open in any of the months is left out."""
    compared, missing = list[Compared](), dict[str, tuple[int, Missing]]()
    for place in places:
        name, number = shown("svc", place.service), numbers.get(str(place.service), 0)
        given = [exposure.exposed([place], month, kind) for month in months]
        there = [one for one in given if one.missing is not Missing.NO_PLACE]
        why = next((one.missing for one in there if one.missing is not None), None)
        amount = sum(one.amount or 0.0 for one in there)
        if why is not None:
            missing[name] = number, why
        elif amount:
            compared.append(Compared(name, Counted(number, amount)))
    return Beside(compared, missing)


def _told(made: Funnel | None) -> dict[str, Any]:
    few = made is None or made.too_few_services
    return {
        "centre": None if made is None else made.centre,
        "too_few_services": few,
        "services_needed": ENOUGH,
        "reading": _reading(made),
        "services": [] if made is None else [_service(one) for one in made.services],
    }


def _service(one: InFunnel) -> dict[str, Any]:
    return {
        "service": one.service,
        "incidents": int(one.counted.number),
        "activity": one.counted.out_of,
        "rate": one.rate,
        "lower_95": one.inner.lower,
        "upper_95": one.inner.upper,
        "lower_998": one.outer.lower,
        "upper_998": one.outer.upper,
        "place": one.place,
    }


def _reading(made: Funnel | None) -> str:
    if made is None:
        return "No service of this type has its activity recorded for these months."
    if made.too_few_services:
        return (
            f"There are too few services to compare: {len(made.services)} with known activity, and "
            f"at least {ENOUGH} are needed before one is called different."
        )
    outside = sum(one.place is not Lies.WITHIN for one in made.services)
    expected = len(made.services) * 0.05
    return (
        f"{outside} of {len(made.services)} services lie outside the 95 % limits; chance alone "
        f"puts about {expected:.1f} there."
    )


FUNNEL: Final = Summary(
    projections=(TRENDS,),
    filters=(SERVICE_TYPE, KIND, DATED_BY, FROM, TO, ACTIVITY_KIND),
    ask=_ask,
    answer=FunnelAnswer,
)
