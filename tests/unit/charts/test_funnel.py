"""Services beside each other: no ranks, exact limits, and nothing said of too few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.charts.chi_square import quantile, tails
from projections.charts.funnel import Compared, Place, curve, exact_limits, funnel, three_sigma
from projections.charts.observation import Counted


@pytest.mark.parametrize(
    ("chance", "degrees", "published"),
    [
        (0.025, 1, 0.000982),
        (0.95, 1, 3.841459),
        (0.99, 5, 15.086272),
        (0.001, 10, 1.478743),
        (0.5, 10, 9.341818),
        (0.975, 10, 20.483177),
        (0.999, 30, 59.703064),
        (0.025, 100, 74.221927),
        (0.975, 100, 129.561197),
    ],
)
def test_quantiles_are_those_of_printed_tables(chance, degrees, published):
    """Abramowitz and Stegun, table 26.8, and its successors."""
    assert quantile(chance, degrees) == pytest.approx(published, abs=6e-7)


def test_with_two_degrees_the_quantile_has_a_closed_form():
    """-2 ln(1 - p)."""
    assert quantile(0.5, 2) == pytest.approx(1.3862943611198906, rel=1e-12)
    assert quantile(0.975, 2) == pytest.approx(7.377758908227871, rel=1e-12)


@given(st.floats(1e-6, 1 - 1e-6), st.floats(0.5, 5_000))
def test_a_quantile_leaves_its_chance_below_it(chance, degrees):
    below, above = tails(degrees / 2, quantile(chance, degrees) / 2)

    assert below == pytest.approx(chance, rel=1e-8)
    assert above == pytest.approx(1 - chance, rel=1e-8)


def test_a_quantile_that_is_too_near_nothing_to_be_told_is_nothing():
    assert quantile(0.025, 0.002) == 0
    assert quantile(0.0625, 0.03125) == pytest.approx(1e-77, rel=1e3)


def test_exact_limits_of_ten_expected_are_garwoods():
    """The 95 % interval of an observed count of 10 is printed as 4.795 to 18.390."""
    assert exact_limits(10, 0.95) == pytest.approx((4.795, 18.390), abs=5e-4)


def test_where_nothing_is_expected_the_upper_limit_is_that_of_the_rule_of_three():
    """-ln 0.025 = 3.69."""
    assert exact_limits(0, 0.95) == pytest.approx((0, 3.688879), abs=5e-7)


def services(many: int, last: int = 10) -> list[Compared]:
    usual = [Compared(f"service {at}", Counted(10, 1000)) for at in range(many - 1)]
    return [*usual, Compared("the last", Counted(last, 1000))]


def test_a_service_far_from_the_rest_is_called_different_with_how_far():
    for count, place in (
        (10, Place.WITHIN),
        (20, Place.ABOVE_95),
        (40, Place.ABOVE_998),
        (4, Place.BELOW_95),
        (0, Place.BELOW_998),
    ):
        found = funnel(services(30, count), per=1000)
        assert found.services[-1].place is place, count
        assert not found.too_few_services


def test_with_fewer_than_ten_services_nobody_is_called_different():
    found = funnel(services(9, 60), per=1000)

    assert found.too_few_services
    assert {one.place for one in found.services} == {None}
    assert found.services[0].outer.upper is not None


def test_the_line_is_the_rate_of_all_together_and_limits_are_narrower_where_more_was_done():
    one, other = Compared("small", Counted(1, 100)), Compared("large", Counted(29, 2900))
    found = funnel([one, other], per=1000)

    assert found.centre == pytest.approx(10)
    small, large = found.services
    assert small.inner.upper is not None
    assert large.inner.upper is not None
    assert small.inner.upper > large.inner.upper > 10
    assert large.inner.upper == pytest.approx((curve(0.01, 2900, 0.95).upper or 0) * 1000)


def test_three_sigma_is_the_simple_form_of_the_same():
    limits = three_sigma(services(30), 1000)

    assert limits.upper == pytest.approx(0.01 + 3 * (0.01 / 1000) ** 0.5)
    assert limits.lower == pytest.approx(max(0, 0.01 - 3 * (0.01 / 1000) ** 0.5))


def test_where_nothing_happened_anywhere_nobody_is_different():
    none = [Compared(f"service {at}", Counted(0, 1000)) for at in range(12)]

    assert {one.place for one in funnel(none).services} == {Place.WITHIN}
