"""What a question about trends may say, and the count that it asks for.

Source: OpenAPI 3.1.0 (Parameter Object); Heed's rules on dating.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from api.contract.operation import Parameter as Told
from api.edge.parameter import day, flag, one_of
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.views.filter import Filter, codes
from api.views.filters import KIND, SERVICE, UNIT
from api.views.summary import Asked
from api.views.trends.answer import MOST_PERIODS
from domain.duty.calendar import london_day
from domain.incident.vocabulary import RiskLocation, RiskSource, RiskType
from domain.vocabulary.factor import Factor
from domain.vocabulary.service_type import ActivityKind
from projections.trends.answers.periods import every
from projections.trends.cells import in_whole_periods
from projections.trends.cut import CADENCE, Cut, Dating, Dimension, Grain

E = TypeVar("E", bound=StrEnum)
_LENGTH_OF_DAY: Final = 10
_USUAL: Final = {Grain.MONTH: 24, Grain.QUARTER: 12, Grain.WEEK: 26}
_IN_MONTHS: Final = {Grain.MONTH: 1, Grain.QUARTER: 3}
_DAYS_IN_WEEK: Final = 7
_EARLIEST: Final = date(1900, 1, 1)
_NAMELESS: Final = "2200"
"""From then on, periods have no name (`domain/measure/period`)."""

VALUES: Final[Mapping[Dimension, type[StrEnum]]] = MappingProxyType({
    Dimension.TYPE: RiskType,
    Dimension.SOURCE: RiskSource,
    Dimension.LOCATION: RiskLocation,
    Dimension.FACTOR: Factor,
    Dimension.SUGGESTED_FACTOR: Factor,
    Dimension.ANY_FACTOR: Factor,
})  # fmt: skip
"""Dimensions that `value` narrows; kinds, services and units have filters of their own."""


def _one(name: str, about: str, vocabulary: type[E], default: E) -> Filter[E | None]:
    words = [str(code) for code in vocabulary]
    schema: dict[str, Any] = {"type": "string", "enum": words, "default": str(default)}
    return Filter(
        one_of(name, vocabulary, default), Told(name, "query", about, schema, str(default))
    )


def _flag(name: str, about: str) -> Filter[bool]:
    schema = {"type": "boolean", "default": False}
    return Filter(flag(name), Told(name, "query", about, schema, example=True))


def _day(name: str, about: str) -> Filter[date | None]:
    schema = {"type": "string", "format": "date", "maxLength": _LENGTH_OF_DAY}
    return Filter(day(name), Told(name, "query", about, schema, "2025-12-01"))


DIMENSION: Final = _one(
    "dimension", "By what: one series for each of its values.", Dimension, Dimension.NONE
)
DATED_BY: Final = _one(
    "dated_by",
    "Which day places an incident in a period. Where it is not known, the next best does: first "
    "noticed, known to the organisation, recorded.",
    Dating,
    Dating.FIRST_NOTICED,
)
GRAIN: Final = _one("grain", "How long a period is.", Grain, Grain.MONTH)
VALUE: Final = codes(
    "value",
    "Which values of the dimension, where it has codes.",
    {str(code) for vocabulary in VALUES.values() for code in vocabulary},
)
FROM: Final = _day("from", "A day of the first period; else 24 months, 12 quarters or 26 weeks.")
TO: Final = _day("to", "A day of the last period; else today.")
RATE: Final = _flag("rate", "`true`: rates per 1,000 of the activity as well.")
ACTIVITY_KIND: Final = codes(
    "activity_kind", "Which activity rates are against, where several are recorded.", ActivityKind
)
CHARTS: Final = _flag("charts", "`true`: a chart for each series, and not only for a single one.")

FILTERS: Final = (
    DIMENSION, VALUE, SERVICE, UNIT, KIND, DATED_BY, GRAIN, FROM, TO, RATE, ACTIVITY_KIND, CHARTS,
)  # fmt: skip


def cut_of(asked: Asked) -> Cut:
    """In whole periods. Raises Problem `validation` for values that the dimension does not have,
    and for more periods than one answer holds.
    """
    query = asked.query
    dimension = query[DIMENSION.read] or Dimension.NONE
    grain = query[GRAIN.read] or Grain.MONTH
    last = query[TO.read] or london_day(asked.as_of)
    cut = in_whole_periods(
        Cut(
            provider=asked.provider,
            dimension=dimension,
            dated_by=query[DATED_BY.read] or Dating.FIRST_NOTICED,
            grain=grain,
            first=query[FROM.read] or _usual(last, grain),
            last=last,
            until=london_day(asked.as_of),
            persons=asked.persons,
            services=query[SERVICE.read] or None,
            units=query[UNIT.read] or None,
            kinds=query[KIND.read] or None,
            values=_values(query[VALUE.read], dimension),
        )
    )
    _must_fit(cut)
    return cut


def periods_of(cut: Cut) -> list[str]:
    """Of the question, in order; none that begins after today."""
    return list(every(cut.first, min(cut.last, cut.until), CADENCE[cut.grain]))


def activity_kind(asked: Asked) -> ActivityKind | None:
    named = asked.query[ACTIVITY_KIND.read]
    if len(named) > 1:
        raise _refused("activity_kind", "out_of_range")
    return ActivityKind(named[0]) if named else None


def _values(values: tuple[str, ...], dimension: Dimension) -> tuple[str, ...] | None:
    known = {str(code) for code in VALUES.get(dimension, ())}
    if not known.issuperset(values):
        raise _refused("value", "unknown_code")
    return values or None


def _usual(last: date, grain: Grain) -> date:
    back = _USUAL[grain] - 1
    if grain is Grain.WEEK:
        return max(date.fromordinal(last.toordinal() - _DAYS_IN_WEEK * back), _EARLIEST)
    months = last.year * 12 + last.month - 1 - back * _IN_MONTHS[grain]
    year, month = divmod(months, 12)
    return max(date(year, month + 1, 1), _EARLIEST)


def _must_fit(cut: Cut) -> None:
    shortest = {Grain.MONTH: 28, Grain.QUARTER: 90, Grain.WEEK: 7}[cut.grain]
    days = (cut.last - cut.first).days
    too_many = days > MOST_PERIODS * shortest and len(periods_of(cut)) > MOST_PERIODS
    if days < 0 or too_many:
        raise _refused("from", "out_of_range")
    if any(one >= _NAMELESS for one in periods_of(cut)[-1:]):
        raise _refused("as_of", "out_of_range")


def _refused(parameter: str, code: str) -> Problem:
    return Problem("validation", parameter=parameter, errors=[Finding("", code)])
