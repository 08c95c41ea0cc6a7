"""A measure: defined, measured period by period, corrected, explained, retired."""

from decimal import Decimal

import pytest

from domain.audit.refusals import UnitWithoutService
from domain.event import ImpossibleHistory
from domain.measure import refusals
from domain.measure.decisions import (
    acknowledge_signal,
    correct_measurement,
    define,
    record_measurement,
    redefine,
    retire,
)
from domain.measure.figure import Rate, fits
from domain.measure.questions import Question
from domain.measure.state import evolve, fold
from domain.vocabulary.measuring import Cadence, Chart, MeasureKind
from domain.vocabulary.service_type import ActivityKind
from tests.examples import SERVICE, UNIT
from tests.learning import agreed
from tests.measuring import (
    NOW,
    corrected,
    defined,
    derived,
    explained,
    measured,
    redefined,
    retired,
    share,
    value,
)
from tests.spec import Specification, When

measure = Specification(evolve)
RATE = Rate(count=5, activity=Decimal(1178), activity_kind=ActivityKind.OCCUPIED_BED_DAYS)
NOTHING = Rate(count=0, activity=Decimal(1178), activity_kind=ActivityKind.OCCUPIED_BED_DAYS)


def test_a_reported_measure_needs_no_question_and_a_derived_one_does():
    When(lambda: define(defined())).then(defined())
    When(lambda: define(derived())).then(derived())


@pytest.mark.parametrize(
    "wrong",
    [derived(question=None), derived(kind=MeasureKind.REPORTED)],
    ids=["derived from nothing", "reported, with a question"],
)
def test_a_question_belongs_to_a_derived_measure_alone(wrong):
    When(lambda: define(wrong)).then_refused(refusals.QuestionForDerivedOnly, pointer="/question")


def test_a_derived_measure_asks_what_heed_can_answer():
    later = Question(name="days_between_incidents", version=9)

    When(lambda: define(derived(question=later))).then_refused(
        refusals.QuestionUnknown, pointer="/question"
    )
    When(lambda: define(derived(chart=Chart.P))).then_refused(
        refusals.ChartDoesNotFitQuestion, pointer="/chart"
    )


def test_a_unit_is_measured_within_its_service():
    When(lambda: define(defined(service=SERVICE, unit=UNIT))).then(
        defined(service=SERVICE, unit=UNIT)
    )
    When(lambda: define(defined(unit=UNIT))).then_refused(UnitWithoutService, pointer="/unit")


def test_a_definition_that_changes_is_a_new_version_beside_the_old():
    known = measure.given(defined(), redefined(target=Decimal("0.9"))).state

    assert known.defined.definition.target == Decimal("0.85")
    assert known.definition.target == Decimal("0.9")


def test_the_cadence_stays_once_a_period_was_measured():
    monthly, weekly = measure.given(defined()), redefined(cadence=Cadence.WEEK)

    monthly.when(lambda it: redefine(it, weekly)).then(weekly)
    (
        measure.given(defined(), measured())
        .when(lambda it: redefine(it, weekly))
        .then_refused(refusals.CadenceIsFixed, pointer="/cadence")
    )


def test_a_new_chart_has_to_show_what_was_measured_before():
    known = measure.given(defined(), measured())

    known.when(lambda it: redefine(it, redefined(chart=Chart.XMR))).then(redefined(chart=Chart.XMR))
    known.when(lambda it: redefine(it, redefined(chart=Chart.U))).then_refused(
        refusals.FigureDoesNotFitChart, pointer="/chart"
    )


@pytest.mark.parametrize(
    ("chart", "shown", "not_shown"),
    [
        (Chart.XMR, [value("58.5"), share(), RATE], []),
        (Chart.RUN, [value("-1")], []),
        (Chart.P, [share(0)], [value("0.5"), RATE]),
        (Chart.U, [RATE, NOTHING], [value(), share()]),
        (Chart.C, [value("0"), value("7")], [value("-1"), value("1.5"), RATE]),
        (Chart.G, [value("0")], [value("0.5"), share()]),
        (Chart.T, [value("0.25")], [value("0"), share()]),
        (Chart.T_OR_G, [value("0"), value("0.25")], [value("-1"), RATE]),
    ],
    ids=lambda it: it if isinstance(it, Chart) else "",
)
def test_a_chart_shows_only_what_it_can_be_drawn_from(chart, shown, not_shown):
    assert all(fits(chart, figure) for figure in shown)
    assert not any(fits(chart, figure) for figure in not_shown)


def test_a_period_is_measured_once():
    known = measure.given(defined(), measured("2025-11"))

    known.when(lambda it: record_measurement(it, measured("2025-12"), now=NOW)).then(
        measured("2025-12")
    )
    known.when(lambda it: record_measurement(it, measured("2025-11"), now=NOW)).then_refused(
        refusals.PeriodAlreadyMeasured, pointer="/period"
    )


@pytest.mark.parametrize(
    ("cadence", "begun", "not_begun"),
    [
        (Cadence.MONTH, "2026-11", "2026-12"),
        (Cadence.WEEK, "2026-W47", "2026-W48"),
        (Cadence.QUARTER, "2026-Q4", "2027-Q1"),
        (Cadence.EVENT, "2026-11-20", "2026-11-20T09:06:00Z"),
    ],
)
def test_nothing_is_measured_in_a_period_that_has_not_begun(cadence, begun, not_begun):
    known = measure.given(defined(cadence=cadence))

    known.when(lambda it: record_measurement(it, measured(begun), now=NOW)).then(measured(begun))
    known.when(lambda it: record_measurement(it, measured(not_begun), now=NOW)).then_refused(
        refusals.PeriodNotBegun, pointer="/period"
    )


@pytest.mark.parametrize(
    ("first", "same", "other"),
    [
        ("2026-01-03", "2026-01-03T00:00:00Z", "2026-01-03T10:15:00Z"),
        ("2026-07-02T23:00:00Z", "2026-07-03", "2026-07-02"),
    ],
)
def test_an_event_is_not_measured_again_under_another_name(first, same, other):
    known = measure.given(defined(cadence=Cadence.EVENT), measured(first))

    known.when(lambda it: record_measurement(it, measured(other), now=NOW)).then(measured(other))
    known.when(lambda it: record_measurement(it, measured(same), now=NOW)).then_refused(
        refusals.PeriodAlreadyMeasured, pointer="/period"
    )


def test_a_numerator_is_at_most_its_denominator():
    known = measure.given(defined(), measured())
    all_of_them, more = measured("2025-12", share(20)), measured("2025-12", share(21))

    known.when(lambda it: record_measurement(it, all_of_them, now=NOW)).then(all_of_them)
    known.when(lambda it: record_measurement(it, more, now=NOW)).then_refused(
        refusals.NumeratorOverDenominator, pointer="/numerator"
    )
    known.when(lambda it: correct_measurement(it, corrected(figure=share(21)))).then_refused(
        refusals.NumeratorOverDenominator, pointer="/numerator"
    )


def test_a_measurement_fits_the_chart_and_the_cadence_of_its_measure():
    known = measure.given(defined())

    known.when(lambda it: record_measurement(it, measured(figure=value()), now=NOW)).then_refused(
        refusals.FigureDoesNotFitChart
    )
    known.when(lambda it: record_measurement(it, measured("2025-W45"), now=NOW)).then_refused(
        refusals.PeriodOfAnotherCadence, pointer="/period"
    )


def test_no_figure_is_sent_for_what_heed_counts_itself():
    one = measured("2025-11-03", value("12"))

    measure.given(derived()).when(lambda it: record_measurement(it, one, now=NOW)).then_refused(
        refusals.MeasureIsDerived
    )


def test_what_was_measured_is_corrected_beside_what_was_said_first():
    known = measure.given(defined(), measured(), corrected())

    [month] = known.state.in_order
    assert (month.recorded.figure, month.figure) == (share(11), share(12))
    known.when(lambda it: correct_measurement(it, corrected("2025-12"))).then_refused(
        refusals.PeriodNotMeasured, pointer="/period"
    )


def test_measurements_that_come_late_stand_where_their_period_belongs():
    late = ("2025-11", "2026-01", "2025-09", "2025-12")

    known = measure.given(defined(), *(measured(period) for period in late)).state

    assert [one.recorded.period for one in known.in_order] == sorted(late)


def test_a_signal_is_explained_where_there_was_a_measurement():
    known = measure.given(defined(), measured())

    known.when(lambda it: acknowledge_signal(it, explained(), now=NOW)).then(explained())
    known.when(lambda it: acknowledge_signal(it, explained("2025-10"), now=NOW)).then_refused(
        refusals.PeriodNotMeasured, pointer="/period"
    )


def test_a_signal_of_what_heed_counts_itself_may_be_explained():
    one = explained("2025-11-03")

    known = measure.given(derived())
    known.when(lambda it: acknowledge_signal(it, one, now=NOW)).then(one)
    later = explained("2150-01-03")
    known.when(lambda it: acknowledge_signal(it, later, now=NOW)).then_refused(
        refusals.PeriodNotBegun, pointer="/period"
    )


def test_after_a_measure_is_retired_only_what_was_said_is_put_right_or_explained():
    known = measure.given(defined(), measured(), retired())

    known.when(lambda it: correct_measurement(it, corrected())).then(corrected())
    known.when(lambda it: acknowledge_signal(it, explained(), now=NOW)).then(explained())
    for decide in (
        lambda it: record_measurement(it, measured("2025-12"), now=NOW),
        lambda it: redefine(it, redefined()),
        lambda it: retire(it, retired()),
    ):
        known.when(decide).then_refused(refusals.MeasureRetired)


@pytest.mark.parametrize(
    "history",
    [[measured()], [defined(), defined()], [agreed()], [defined(), corrected()]],
    ids=["before it was defined", "defined twice", "another stream", "corrected before"],
)
def test_a_history_that_no_decisions_could_make_is_corruption_not_input(history):
    with pytest.raises(ImpossibleHistory):
        fold(history)


def test_no_events_are_no_measure():
    assert fold([]) is None
    assert fold([defined()]) == measure.given(defined()).state
