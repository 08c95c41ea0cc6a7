"""A period that is right and special is left out by a person, and taken back by one."""

from datetime import timedelta

import pytest

from domain.measure import refusals
from domain.measure.decisions import define, leave_out, redefine, take_back
from domain.measure.period import begins, containing, ends
from domain.measure.questions import QUESTIONS, Question
from domain.measure.state import evolve
from domain.moment import LONDON
from domain.vocabulary.measuring import Cadence, Chart
from projections.charts.observation import Standing
from projections.charts.of_measure import Dated, chart_of
from projections.trends.answers.answering import ANSWERERS
from tests.measuring import (
    NOW,
    defined,
    derived,
    left_out,
    measured,
    redefined,
    retired,
    taken_back,
)
from tests.spec import Specification

measure = Specification(evolve)


def test_a_measured_period_is_left_out_once():
    known = measure.given(defined(), measured("2025-11"))

    known.when(lambda it: leave_out(it, left_out(), now=NOW)).then(left_out())
    measure.given(defined(), measured("2025-11"), left_out()).when(
        lambda it: leave_out(it, left_out(), now=NOW)
    ).then_refused(refusals.PeriodAlreadyLeftOut, pointer="/period")


def test_what_was_never_measured_is_not_left_out():
    known = measure.given(defined(), measured("2025-11"))
    early = left_out("2025-10")

    known.when(lambda it: leave_out(it, early, now=NOW)).then_refused(
        refusals.PeriodNotMeasured, pointer="/period"
    )
    known.when(lambda it: leave_out(it, left_out("2025-Q4"), now=NOW)).then_refused(
        refusals.PeriodOfAnotherCadence, pointer="/period"
    )


def test_of_a_derived_measure_any_period_that_has_begun_is_left_out():
    counted = derived(
        chart=Chart.C, cadence=Cadence.MONTH, question=Question(name="incidents", version=1)
    )
    known = measure.given(counted)

    known.when(lambda it: leave_out(it, left_out(), now=NOW)).then(left_out())
    known.when(lambda it: leave_out(it, left_out("2027-01"), now=NOW)).then_refused(
        refusals.PeriodNotBegun, pointer="/period"
    )


def test_only_what_is_left_out_is_taken_back_and_it_may_be_left_out_again():
    history = (defined(), measured("2025-11"), left_out(), taken_back())

    measure.given(*history[:3]).when(lambda it: take_back(it, taken_back())).then(taken_back())
    measure.given(*history).when(lambda it: take_back(it, taken_back())).then_refused(
        refusals.PeriodNotLeftOut, pointer="/period"
    )
    again = measure.given(*history, left_out()).state
    assert set(again.left_out_now) == {"2025-11"}
    assert len(again.left_out) == 2


def test_nothing_is_left_out_of_a_retired_measure():
    known = measure.given(defined(), measured("2025-11"), left_out(), retired())

    known.when(lambda it: leave_out(it, left_out(), now=NOW)).then_refused(refusals.MeasureRetired)
    known.when(lambda it: take_back(it, taken_back())).then_refused(refusals.MeasureRetired)


def test_a_period_that_is_left_out_is_hollow_on_the_chart():
    history = (defined(), measured("2025-10"), measured("2025-11"), left_out())

    chart = chart_of(measure.given(*history).state, Dated(as_of=NOW))

    assert [one.standing(chart.method.chart) for one in chart.observations] == [
        Standing.COUNTED,
        Standing.LEFT_OUT,
    ]
    assert chart.observations[1].left_out == str(left_out().reason.id)


def test_a_question_has_answers_of_one_kind_of_cadence():
    monthly = derived(cadence=Cadence.MONTH)
    known = measure.given(derived())

    with pytest.raises(refusals.CadenceDoesNotFitQuestion):
        define(monthly)
    known.when(
        lambda it: redefine(
            it,
            redefined(
                chart=Chart.T,
                cadence=Cadence.WEEK,
                question=Question(name="days_between_incidents", version=1),
            ),
        )
    ).then_refused(refusals.CadenceDoesNotFitQuestion, pointer="/cadence")


def test_every_question_is_answered():
    assert {name for name, _ in QUESTIONS} == set(ANSWERERS)


@pytest.mark.parametrize("cadence", list(Cadence))
@pytest.mark.parametrize("period", ["2024-12-30", "2025-01-01", "2025-03-31", "2020-12-31"])
def test_a_day_lies_in_the_period_that_contains_it(cadence, period):
    day = begins(period).astimezone(LONDON).date()

    found = containing(day, cadence)

    last = max(ends(found), begins(found) + timedelta(hours=1))
    assert begins(found) <= begins(period) < last
