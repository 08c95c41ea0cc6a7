"""Kaplan-Meier against two published tables that can be reckoned by hand."""

import pytest

from projections.clocks.survival import Case, curve

# Kaplan and Meier 1958, section 2: deaths at 0.8, 3.1, 5.4, 9.2 and losses at 1.0, 2.7, 7.0, 12.1.
KAPLAN_MEIER = [
    *(Case(hours, finished=True) for hours in (0.8, 3.1, 5.4, 9.2)),
    *(Case(hours, finished=False) for hours in (1.0, 2.7, 7.0, 12.1)),
]
# Freireich et al., Blood 21 (1963): weeks of remission under 6-mercaptopurine, 21 patients.
RELAPSED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
STILL_WELL = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
FREIREICH = [
    *(Case(weeks, finished=True) for weeks in RELAPSED),
    *(Case(weeks, finished=False) for weeks in STILL_WELL),
]


def test_the_example_of_the_paper_itself_comes_out():
    steps = curve(KAPLAN_MEIER)

    assert [step.hours for step in steps] == [0.8, 3.1, 5.4, 9.2]
    assert [step.at_risk for step in steps] == [8, 5, 4, 2]
    assert [step.under_way for step in steps] == pytest.approx([7 / 8, 7 / 10, 21 / 40, 21 / 80])


def test_the_remissions_of_six_mercaptopurine_come_out():
    steps = curve(FREIREICH)

    assert [(step.hours, step.at_risk, step.finished) for step in steps] == [
        (6, 21, 3),
        (7, 17, 1),
        (10, 15, 1),
        (13, 12, 1),
        (16, 11, 1),
        (22, 7, 1),
        (23, 6, 1),
    ]
    published = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert [step.under_way for step in steps] == pytest.approx(published, abs=5e-5)


def test_its_standard_errors_by_greenwood_come_out():
    found = [step.under_way * step.greenwood**0.5 for step in curve(FREIREICH)]

    published = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert found == pytest.approx(published, abs=5e-5)


def test_without_open_cases_it_is_the_share_of_those_who_finished():
    steps = curve(Case(hours, finished=True) for hours in (1, 2, 2, 5))

    assert [(step.hours, step.done) for step in steps] == [(1, 0.25), (2, 0.75), (5, 1.0)]
    assert [step.effective for step in steps] == [pytest.approx(4), pytest.approx(4), None]


def test_an_open_case_could_still_have_finished_at_its_own_length():
    steps = curve([Case(3, finished=False), Case(3, finished=True)])
    assert [(step.at_risk, step.done) for step in steps] == [(2, 0.5)]


def test_open_cases_weaken_what_the_finished_ones_know():
    last = curve(FREIREICH)[-1]
    assert last.effective == pytest.approx(0.4482 * 0.5518 / 0.1346**2, rel=1e-3)
    assert last.effective < len(FREIREICH)


def test_of_nobody_there_is_no_curve():
    assert curve([]) == []
    assert curve([Case(4, finished=False)]) == []
