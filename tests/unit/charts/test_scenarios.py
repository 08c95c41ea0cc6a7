"""The measures of the three stories, against what reference programs make of them."""

import csv
import json
from pathlib import Path

import pytest

from domain.vocabulary.measuring import Chart, Improvement
from projections.charts import anhoej
from projections.charts.baseline import Baseline
from projections.charts.charted import Charted
from projections.charts.observation import Observation
from projections.charts.variation import Variation
from projections.charts.views import FIRST_AFTER, Rebase, views
from tests.unit.charts.series import method

AT = Path(__file__).parent / "scenarios"
EXPECTED = json.loads((AT / "expected_spc.json").read_text(encoding="utf-8"))


def observed(name: str, period: str, number: str, out_of: str | None = None) -> list[Observation]:
    with (AT / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Observation(
                period=row[period],
                number=float(row[number]),
                out_of=None if out_of is None else float(row[out_of]),
            )
            for row in csv.DictReader(file)
        ]


CONFIDENCE = observed("A1_confidence", "period", "value")
GAPS = observed("A2_days_between", "concern_date", "days_between")
DELAYS = observed("B1_hours_to_escalate", "period", "value")
REPORTS = observed("B2_reports", "period", "count", "care_hours")
AUDITS = observed("C1_audit", "period", "passed", "sample")
CONCERNS = observed("C2_concerns", "period", "count", "occupied_bed_days")
PERCENT = [
    Observation(period=one.period, number=100 * one.number / (one.out_of or 1)) for one in AUDITS
]


def _agrees(chart: Charted | None, name: str) -> None:
    wanted = EXPECTED[name]
    assert chart is not None
    assert {one.observation.period: one.variation for one in chart.points} == wanted["points"]
    assert (chart.variation, chart.assurance) == (wanted["last"], wanted["assurance"])
    for segment, lines in zip(chart.segments, wanted["segments"], strict=True):
        limits = segment.points[0].limits
        assert limits is not None
        assert (limits.lower, limits.centre, limits.upper) == pytest.approx(
            (lines["lpl"], lines["mean"], lines["upl"]), abs=5e-5
        )


@pytest.mark.parametrize(
    ("series", "improvement", "target", "frozen", "rebased"),
    [
        (CONFIDENCE, Improvement.INCREASE, 80, "A1_frozen12", "A1_rebased"),
        (DELAYS, Improvement.DECREASE, 24, "B1_frozen12", "B1_rebased"),
        (PERCENT, Improvement.INCREASE, 85, "C1_xmr_pct_frozen12", None),
    ],
)
def test_values_are_marked_as_the_reference_marks_them(
    series, improvement, target, frozen, rebased
):
    found = views(method(Chart.XMR, improvement, target), series, what_if=[Rebase("2025-08")])

    _agrees(found.frozen, frozen)
    if rebased is not None:
        _agrees(found.what_if, rebased)


@pytest.mark.parametrize(
    ("name", "series", "chart", "first", "per"),
    [
        ("A2_t_freeze10", GAPS, Chart.T, 10, 1),
        ("A2_g_freeze10", GAPS, Chart.G, 10, 1),
        ("B2_u_freeze12", REPORTS, Chart.U, 12, 1000),
        ("C1_p_freeze12", AUDITS, Chart.P, 12, 1),
        ("C1_p_after_rebase_freeze5", AUDITS[15:], Chart.P, 5, 1),
        ("C2_u_freeze12", CONCERNS, Chart.U, 12, 1000),
    ],
)
def test_counts_and_gaps_have_the_limits_and_runs_of_the_reference(name, series, chart, first, per):
    wanted = EXPECTED[name]
    rows = wanted["sigma_signal_rows"]
    found = views(method(chart), series, baseline=Baseline(first=first)).frozen
    limits = [one.limits for one in found.points if one.limits is not None]
    runs = anhoej.runs(
        [one.value for one in found.points if one.value is not None],
        [one.centre for one in limits],
    )

    shown = limits[0].times(per)
    assert (shown.centre, shown.lower, shown.upper) == pytest.approx(
        (wanted["cl"], wanted["lcl_first"], wanted["ucl_first"]), rel=2e-6
    )
    assert [at for at, one in enumerate(found.points, 1) if one.outside] == (
        rows if isinstance(rows, list) else [rows]
    )
    assert runs is not None
    assert (runs.longest, runs.crossings) == (wanted["longest_run"], wanted["n_crossings"])
    assert (runs.too_long or runs.too_few) is wanted["runs_signal"]


def test_a_relapse_shows_where_limits_began_anew_and_not_on_the_baseline():
    """Ashgrove, on 5 December 2025: two audits of 12 and 11 of 20, after five of about 18."""
    until_november = AUDITS[:21]
    found = views(
        method(Chart.P, Improvement.INCREASE, 0.85),
        until_november,
        rebases=[Rebase("2025-06", FIRST_AFTER)],
    )

    assert found.rebased is not None
    assert found.frozen.variation is Variation.IMPROVEMENT
    assert found.rebased.variation is Variation.CONCERN
    assert found.in_force is found.rebased
