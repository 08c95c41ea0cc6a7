"""Every case of the reference programs, to 1e-8; without the folder the run says so at its end."""

import pytest

from domain.vocabulary.measuring import Chart, Improvement
from projections.charts import anhoej, counts, laney, proportions, rare_events, run_chart, xmr
from projections.charts.baseline import ALL, Baseline
from projections.charts.charted import View, charted
from projections.charts.funnel import Compared, exact_limits, three_sigma
from projections.charts.limits import Limits
from projections.charts.method import Method
from projections.charts.nearly import side_of
from projections.charts.observation import Observation
from projections.charts.pattern import Rule, Side
from projections.charts.rule_set import MAKING_DATA_COUNT
from projections.charts.segment import Point, Segment, segment
from projections.charts.suppression import published
from tests.unit.charts import reference
from tests.unit.charts.reference import Case, Row, cases, counted, near

_LABELS = {
    Rule.BEYOND_LIMIT: {Side.HIGH: "Above UCL", Side.LOW: "Below LCL"},
    Rule.TREND: {
        Side.HIGH: "7 Point Trend (Increasing)",
        Side.LOW: "7 Point Trend (Decreasing)",
    },
    Rule.TWO_OF_THREE: {Side.HIGH: "2 in 3 Above CL", Side.LOW: "2 in 3 Below CL"},
    Rule.RUN: {Side.HIGH: "7 Points Above CL", Side.LOW: "7 Points Below CL"},
}


def _label(point: Point) -> str:
    if point.side is None:
        return "Common Cause"
    return _LABELS[point.rules[0]][point.side]


def _observations(rows: list[Row]) -> list[list[Observation]]:
    found: dict[str, list[Observation]] = {}
    for row in rows:
        one = Observation(period=row["period"], number=float(row["value"]))
        found.setdefault(row["segment"], []).append(one)
    return list(found.values())


def _drawn(case: Case, rows: list[Row]) -> tuple[Method, list[Segment]]:
    fixed = case.options.get("fix_after_n_points")
    method = Method(
        chart=Chart.XMR,
        rule_set=MAKING_DATA_COUNT,
        improvement=Improvement(case.options["improvement_direction"]),
        target=case.options.get("target"),
        screened=case.options.get("screen_outliers", True),
    )
    base = Baseline(first=fixed) if fixed else ALL
    return method, [segment(method, base, part) for part in _observations(rows)]


def _as_the_reference_has_it(point: Point, row: Row) -> bool:
    limits = point.limits
    assert limits is not None
    assert point.value is not None
    if not row["upl"]:  # it has no limits where nothing varies; ours lie on the mean
        return limits.flat and row["point_type"] == point.variation
    return (
        near(limits.centre, row["mean"])
        and near(limits.lower, row["lpl"])
        and near(limits.upper, row["upl"])
        and near(float(point.outside), row["outside_limits"])
        and near(side_of(point.value, limits.centre), row["relative_to_mean"])
        and near(float(limits.near(point.value)), row["close_to_limits"])
        and _label(point) == row["special_cause_type"]
        and point.variation == row["point_type"]
    )


def test_an_xmr_chart_is_what_nhsr_plot_the_dots_makes_of_it():
    for case in cases("xmr_making_data_count"):
        rows = case.expected
        method, segments = _drawn(case, rows)
        chart = charted(View.FROZEN, method, segments)

        differing = [
            row["period"]
            for point, row in zip(chart.points, rows, strict=True)
            if not _as_the_reference_has_it(point, row)
        ]
        assert (case.name, differing) == (case.name, [])
        assert chart.variation == case.summary["variation_icon_point_type"], case.name
        assert chart.assurance == case.summary["assurance"], case.name


def _value(case: Case, row: Row) -> float:
    if row["n"] and not case.chart.startswith(("c", "g", "t", "run")):
        return float(row["y_sum"]) / float(row["n"])
    return float(row["y_sum"])


def _lines(case: Case, part: list[Row]) -> list[Limits]:
    base = case.base(part)
    values = [_value(case, row) for row in base]
    match case.chart.split()[0]:
        case "i":
            same = xmr.limits(values, screened=case.screened, ranges=xmr.TEXTBOOK)
        case "run":
            same = run_chart.limits(values)
        case "c":
            same = counts.c_limits(values)
        case "g":
            same = rare_events.g_limits(values)
        case "t":
            same = rare_events.t_limits(values, screened=case.screened)
        case _:
            return [_stepped(case, base, row) for row in part]
    return [same] * len(part)


def _stepped(case: Case, base: list[Row], row: Row) -> Limits:
    pairs, out_of = [counted(one) for one in base], float(row["n"])
    match case.chart.split()[0]:
        case "u":
            return counts.u_limits(pairs, out_of)
        case "p":
            return proportions.p_limits(pairs, out_of)
        case "u_prime":
            return laney.u_prime_limits(pairs, out_of, screened=case.screened)
        case "p_prime":
            return laney.p_prime_limits(pairs, out_of, screened=case.screened)
        case _:
            compared = [Compared(one["x"], counted(one)) for one in base]
            return three_sigma(compared, out_of)


def _differing(case: Case, part: list[Row], lines: list[Limits]) -> list[str]:
    return [
        row["x"]
        for row, line in zip(part, lines, strict=True)
        if not (
            near(line.times(case.per).centre, row["cl"])
            and near(line.times(case.per).lower, row["lcl"])
            and near(line.times(case.per).upper, row["ucl"])
            and near(abs(line.beyond(_value(case, row))), row["sigma_signal"])
        )
    ]


@pytest.mark.parametrize(
    "chart", ["i", "run", "c", "u", "p", "u_prime", "p_prime", "g", "t", "funnel_u"]
)
def test_limits_are_what_qicharts2_makes_of_them(chart):
    for case in cases(chart):
        for part in case.segments:
            assert (case.name, _differing(case, part, _lines(case, part))) == (case.name, [])


@pytest.mark.parametrize("chart", ["i", "run", "c", "u", "p", "u_prime", "p_prime", "g", "t"])
def test_runs_are_counted_as_qicharts2_counts_them(chart):
    for case in cases(chart):
        for part in case.segments:
            kept = [at for at in range(len(part)) if at + 1 not in case.left_out]
            lines = _lines(case, part)
            found = anhoej.runs(
                [_value(case, part[at]) for at in kept], [lines[at].centre for at in kept]
            )
            wanted = part[0]
            assert found is not None
            assert found == tuple(
                int(wanted[name])
                for name in (
                    "n_useful",
                    "longest_run",
                    "longest_run_max",
                    "n_crossings",
                    "n_crossings_min",
                )
            ), case.name
            assert (found.too_long or found.too_few) is bool(int(wanted["runs_signal"])), case.name


def test_exact_limits_of_counts_are_those_of_r_and_of_funnel_plot_r():
    for row in reference.rows("funnel_poisson_exact.expected.csv"):
        expected = float(row["denominator"])
        inner, outer = exact_limits(expected, 0.95), exact_limits(expected, 0.998)

        found = [limit / expected for limit in (*inner, *outer)]
        wanted = [float(row[name]) for name in ("LCL95", "UCL95", "LCL998", "UCL998")]
        assert found == pytest.approx(wanted, rel=1e-9)


def test_a_count_is_published_as_the_safeguarding_adults_collection_publishes_it():
    for row in reference.rows("suppression_vectors.csv"):
        count = int(row["true_count"]) if row["true_count"] else None

        assert published(count) == row["published"]
