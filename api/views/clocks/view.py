"""`GET /v1/views/clocks`: from instant to instant, censored, before and after a change.

Source: Kaplan and Meier (1958); `projections/clocks`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from adapters.postgres.reading import Connection
from api.problem.problem import Problem
from api.views.cases import ABOUT_CASES, cases_of, tables_of
from api.views.clocks.answer import MOST_POINTS, Clocks
from api.views.clocks.change import ABOUT_CHANGE, ChangeAsked, change_of
from api.views.filter import wish
from api.views.summary import Asked, Members, Summary
from domain.identifier import shown
from projections.clocks.distribution import Distribution, distribution
from projections.clocks.percentile import Percentile, Unknown
from projections.clocks.queries import Leg, Stand, Timed, TooMany, rows, timed
from projections.trends.projection import PROJECTION

POINTS: Final = wish("points", "`true`: each case of each step as a point, too.")
_SHOWN: Final = frozenset({Stand.FINISHED, Stand.OPEN})


def _known(value: float | Unknown, name: str) -> dict[str, Any]:
    unknown = isinstance(value, Unknown)
    return {name: None if unknown else value, f"{name}_unknown": value if unknown else None}


def _percentile(one: Percentile) -> dict[str, Any]:
    return {
        **_known(one.hours, "hours"),
        **_known(one.lower, "lower"),
        **_known(one.upper, "upper"),
        "interval_rests_on": one.cases,
    }


def distribution_members(cases: Iterable[Timed]) -> dict[str, Any]:
    one: Distribution = distribution(list(cases))
    return {
        "finished": one.finished,
        "open": one.open,
        "oldest_open_since": one.oldest_open_since,
        "oldest_open_hours": one.oldest_open_hours,
        "median": _percentile(one.median),
        "p90": _percentile(one.ninetieth),
        "naive_median_hours": one.naive_median,
        "median_differs_by_hours": one.differs_by,
        "closed_without": one.closed_without,
        "time_not_known": one.time_not_known,
        "out_of_order": one.out_of_order,
    }


def _point(case: Timed, change: ChangeAsked) -> dict[str, Any]:
    return {
        "incident": shown("inc", case.incident),
        "began_at": case.began_at,
        "hours": case.hours,
        "is_finished": case.stand is Stand.FINISHED,
        "is_after": change.is_after(case.began_at),
        "prompted_the_change": case.incident in change.prompting,
    }


def _points(cases: Iterable[Timed], change: ChangeAsked) -> Sequence[dict[str, Any]]:
    """In the order in which they began."""
    ordered = sorted(cases, key=lambda case: (case.began_at, case.incident))
    return [_point(case, change) for case in ordered if case.stand in _SHOWN]


def _leg(
    leg: Leg, cases: Sequence[Timed], change: ChangeAsked, *, with_points: bool
) -> dict[str, Any]:
    prompting = [case for case in cases if case.incident in change.prompting]
    counted = cases
    if change.left_out:
        counted = [case for case in cases if case.incident not in change.prompting]
    split = change.at is not None
    before = (case for case in counted if change.is_after(case.began_at) is False)
    after = (case for case in counted if change.is_after(case.began_at))
    points = _points(cases, change) if split or with_points else None
    return {
        "leg": leg,
        "all": distribution_members(counted),
        "before": distribution_members(before) if split else None,
        "after": distribution_members(after) if split else None,
        "prompting": len(prompting),
        "points": None if points is None else points[-MOST_POINTS:],
        "points_left_off": max(len(points or ()) - MOST_POINTS, 0),
    }


def timed_cases(found: Iterable[Mapping[str, Any]], leg: Leg, as_of: datetime) -> Sequence[Timed]:
    """Those that have begun on this leg."""
    legs = (timed(row, leg, as_of) for row in found)
    return [case for case in legs if case is not None]


async def _ask(connection: Connection, asked: Asked) -> Members:
    tables = tables_of(connection, asked)
    change = await change_of(tables, asked)
    try:
        found = await rows(tables, cases_of(asked))
    except TooMany:
        raise Problem("too-much-to-read") from None
    with_points = asked.query[POINTS.read]
    legs = [
        _leg(leg, timed_cases(found, leg, asked.as_of), change, with_points=with_points)
        for leg in Leg
    ]
    return {"changed_at": change.at, "prompting_left_out": change.left_out, "legs": legs}


CLOCKS: Final = Summary(
    projections=(PROJECTION,),
    filters=(*ABOUT_CASES, *ABOUT_CHANGE, POINTS),
    ask=_ask,
    answer=Clocks,
)
