"""How many incidents there were in each period, and how many in how much care.

A period without any is nought, from the first incident, or the first activity, to today. A period
has a rate where the activity of every place that was open is known for all of its days, as
`projections/trends/exposure` has it; what comes late or is corrected is counted with anew. What
belongs to no service belongs to no care: it is in no rate, and how many there are is said.

Source: NHS England, Making Data Count (rates need their exposure); Heed's rules on activity.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from domain.measure.figure import Rate, Value
from domain.vocabulary.service_type import ActivityKind
from projections.charts.figures import Answer, CountAlone
from projections.runner.statement import Connection
from projections.source import Source
from projections.trends.answers import incidents
from projections.trends.answers.answered import About, Answered, Answers, DatedBy
from projections.trends.answers.periods import counted, every
from projections.trends.exposure import Place, exposed, places_of

_MOST: Final = 9_999_999_999
"""No sum of activity is over this that was counted; what is, was not."""
_SHORT: Final = {"obd": ActivityKind.OCCUPIED_BED_DAYS}
"""As some write it."""


async def counts(connection: Connection, source: Source, about: About) -> Answers:
    known = await incidents.by_day(connection, source, about)
    rows: list[Answered] = []
    if known.days:
        found = counted(known.days, about.cadence)
        rows = [
            Answered(period=one, figure=Value(value=Decimal(n)), n=n)
            for one in every(known.days[0][0], about.today, about.cadence)
            for n in (found.get(one, 0),)
        ]
    otherwise = known.otherwise
    return Answers(dated_by=DatedBy.FIRST_NOTICED, rows=tuple(rows), dated_otherwise=otherwise)


async def rates(connection: Connection, source: Source, about: About) -> Answers:
    placed = await incidents.by_day(connection, source, about, placed=True)
    places = await _places(connection, source, about)
    kind = kind_of(about.measured_in, {kind for place in places for kind in place.given})
    began = [day for day, _ in placed.days[:1]]
    began += [days[0].days.first for place in places if kind and (days := place.given.get(kind))]
    rows: list[Answered] = []
    if began:
        found = counted(placed.days, about.cadence)
        rows = [
            Answered(period=one, figure=_rate(n, kind, _in(one, kind, places)), n=n)
            for one in every(min(began), about.today, about.cadence)
            for n in (found.get(one, 0),)
        ]
    return Answers(
        dated_by=DatedBy.FIRST_NOTICED,
        rows=tuple(rows),
        dated_otherwise=placed.otherwise,
        without_service=placed.without_service,
    )


def _rate(number: int, kind: ActivityKind | None, activity: float | None) -> Answer:
    if kind is None or not activity or activity > _MOST:
        return CountAlone(number)
    amount = Decimal(str(activity)).quantize(Decimal("0.01"))
    return Rate(count=number, activity=amount, activity_kind=kind)


async def _places(connection: Connection, source: Source, about: About) -> list[Place]:
    """One unit, or each service as a whole."""
    services = None if about.service is None else [about.service]
    units = None if about.unit is None else [about.unit]
    return await places_of(connection, source, about.provider, services, units)


def _in(period: str, kind: ActivityKind | None, places: Sequence[Place]) -> float | None:
    """Of all places together. None: not known of one that was open."""
    return None if kind is None else exposed(places, period, kind).amount


def kind_of(measured_in: str, recorded: Iterable[ActivityKind]) -> ActivityKind | None:
    """The kind that the unit of the measure names (`per_1000_care_hours`), or else the only one
    that was recorded.
    """
    named = [one for word, one in _SHORT.items() if measured_in.endswith(f"_{word}")]
    named += [one for one in ActivityKind if one.removeprefix("occupied_") in measured_in]
    known = list(recorded)
    if named:
        return named[0]
    return known[0] if len(known) == 1 else None
