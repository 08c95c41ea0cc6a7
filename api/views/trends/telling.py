"""From counts to what a caller reads: periods, series, rates and charts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from api.measures.chart.telling import choice_members, observed_members, view_members
from api.views.trends.asking import Found
from domain.identifier import shown
from domain.measure.period import begins, ends
from projections.charts import rates
from projections.charts.observation import Observation
from projections.charts.reading import reading
from projections.trends.cells import Counts, named
from projections.trends.charting import TrendChart
from projections.trends.cut import Dimension
from projections.trends.exposure import Exposed

Members = dict[str, Any]
_PREFIX: Final = {Dimension.SERVICE: "svc", Dimension.UNIT: "unt"}
_NOTHING_BEHIND: Final[Mapping[str, Any]] = {
    "n": None, "waiting": None, "left_out": None, "tools": (), "samples": (),
}  # fmt: skip


def values_of(found: Found) -> list[str]:
    """The largest first; those that are asked for by name too where there is none."""
    totals: dict[str, int] = dict.fromkeys(_asked_for(found), 0)
    for (_, value), one in found.counts.items():
        totals[value] = totals.get(value, 0) + one.n
    return sorted(totals, key=lambda value: (-totals[value], value))


def _asked_for(found: Found) -> Iterable[str]:
    cut = found.cut
    match cut.dimension:
        case Dimension.NONE:
            return ("",)
        case Dimension.SERVICE:
            return map(str, cut.services or ())
        case Dimension.UNIT:
            return map(str, cut.units or ())
        case Dimension.KIND:
            return cut.kinds or ()
        case _:
            return cut.values or ()


def counts_of(found: Found, value: str) -> list[int]:
    """One for each period."""
    return _by_period(found, found.counts, value)


def placed_of(found: Found, value: str) -> list[int]:
    """Those of them that belong to a service: what a rate is made of."""
    nowhere = _by_period(found, found.nowhere, value)
    return [n - less for n, less in zip(counts_of(found, value), nowhere, strict=True)]


def _by_period(found: Found, known: Counts, value: str) -> list[int]:
    return [known[key].n if (key := (one, value)) in known else 0 for one in found.periods]


def value_shown(found: Found, value: str) -> str | None:
    prefix = _PREFIX.get(Dimension(found.cut.dimension))
    if prefix is None:
        return value or None
    place: UUID | None = named(value)
    return None if place is None else shown(prefix, place)


def observations(
    found: Found, counted: Sequence[int], care: Sequence[Exposed] | None
) -> list[Observation]:
    """For a chart. care: where rates are asked for."""
    amounts = [None] * len(counted) if care is None else [one.amount for one in care]
    return [
        Observation(period=period, number=float(n), out_of=amount, maturity=maturity)
        for period, n, amount, maturity in zip(
            found.periods, counted, amounts, found.maturities, strict=True
        )
    ]


def rates_members(
    placed: Sequence[int], without_service: int, care: Sequence[Exposed], kind: Any
) -> Members:
    """placed: what belongs to a service, in each period."""
    return {
        "per": rates.PER,
        "activity_kind": kind,
        "activity": [one.amount for one in care],
        "rates": [_rate(n, one.amount) for n, one in zip(placed, care, strict=True)],
        "without_service": without_service,
        "missing": [one.missing for one in care],
    }


def _rate(number: int, amount: float | None) -> float | None:
    return number / amount * rates.PER if amount else None


def chart_members(chart: TrendChart, subject: str) -> Members:
    method, views = chart.method, chart.views
    frozen, every = views.frozen, views.all_data
    return {
        "chart": method.chart,
        "choice": choice_members(chart.choice),
        "per": method.per,
        "rule_set": {
            "name": method.rule_set.name,
            "version": method.rule_set.version,
            "rules": method.rule_set.rules,
            "trend_of": method.rule_set.trend_of,
            "run_of": method.rule_set.run_of,
        },
        "periods": [
            {**observed_members(one, method), **_NOTHING_BEHIND} for one in chart.observations
        ],
        "frozen": view_members(frozen, reading(frozen, subject), in_force=True),
        "all_data": view_members(every, reading(every, subject), in_force=False),
    }


def trends_members(found: Found, series: Sequence[Mapping[str, Any]], left_out: int) -> Members:
    whole, cut = found.incidents, found.cut
    return {
        "dimension": cut.dimension,
        "dated_by": cut.dated_by,
        "grain": cut.grain,
        "incidents": whole.n,
        "dated_otherwise": {
            "n": whole.otherwise,
            "of": whole.n,
            "share": whole.otherwise / whole.n if whole.n else None,
        },
        "late_arrivals": found.late and {"p90_days": found.late.p90_days, "n": found.late.n},
        "reporting_lag_days": found.lag.days,
        "silent_sources": [
            {
                "service": shown("svc", one.service),
                "source": one.source,
                "last_report_on": one.last_on,
            }
            for one in found.silent
        ],
        "periods": [_period(found, place) for place in range(len(found.periods))],
        "series": series,
        "series_left_out": left_out,
    }


def _period(found: Found, place: int) -> Members:
    period, since = found.periods[place], found.silent_since
    return {
        "period": period,
        "begins_at": begins(period),
        "ends_at": ends(period),
        "maturity": found.maturities[place],
        "source_silent": since is not None and since < ends(period),
    }
