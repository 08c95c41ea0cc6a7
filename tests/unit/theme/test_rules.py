"""What pattern rules find, and what they leave alone."""

from datetime import timedelta
from itertools import permutations

import pytest

from domain.policy.values import ThemeRule, ThemeRules
from domain.theme.facts import DelaySignalled, Facts
from domain.theme.found import found
from domain.theme.member import GroundKind
from domain.theme.rules import RULES, DrawsOn, RuleName, Scope
from domain.theme.tuning import rules_of, tuned
from tests.themes import FIRST, HOME, HOUSE, an_id, boundary, checked, facts, incident, late

DELAYED = RULES[RuleName.DELAYED_ESCALATION]
BOUNDARIES = RULES[RuleName.REPEATED_BOUNDARY_CONCERNS]
ACROSS = RULES[RuleName.BOUNDARY_CONCERNS_ACROSS_SERVICES]
DOCUMENTED = RULES[RuleName.INCONSISTENT_DOCUMENTATION]
RECURRING = RULES[RuleName.RECURRING_FACTOR]

SLOW = (
    late(1, after=0, hours=30),
    late(2, after=41, hours=41),
    late(3, after=80, hours=47),
)


def members(theme):
    return [one.id for one in theme.members]


def test_three_delays_over_target_close_together_are_one_theme_that_says_why():
    [theme] = found(DELAYED, facts(*SLOW))

    assert (theme.rule.name, theme.place.service) == ("delayed_escalation", HOUSE)
    assert [(one.id, one.hours) for one in theme.members] == [
        (an_id(1), 30),
        (an_id(2), 41),
        (an_id(3), 47),
    ]
    assert (theme.why.threshold, theme.why.window_days, theme.why.over_hours) == (3, 90, 24)
    [ground] = theme.why.grounds
    assert (ground.incidents, ground.until - ground.from_) == (3, timedelta(days=80))


def test_delays_that_lie_further_apart_than_the_window_are_none():
    assert found(DELAYED, facts(SLOW[0], SLOW[1], late(3, after=91, hours=47))) == ()


def test_the_last_day_of_the_window_counts():
    assert found(DELAYED, facts(SLOW[0], SLOW[1], late(3, after=90, hours=47)))


def test_a_delay_as_long_as_the_target_is_not_over_it():
    assert found(DELAYED, facts(SLOW[0], SLOW[1], late(3, after=80, hours=24))) == ()


def test_delays_in_two_services_are_not_added_up():
    elsewhere = late(3, after=80, hours=47, service=HOME)

    assert found(DELAYED, facts(SLOW[0], SLOW[1], elsewhere)) == ()


def test_where_the_measure_signals_one_delay_over_target_is_enough():
    signal = DelaySignalled(signal=an_id(9), service=HOUSE, first=FIRST, last=FIRST)

    [theme] = found(DELAYED, Facts(SLOW[:2], (), (signal,)))

    assert members(theme) == [an_id(1)]
    assert [one.kind for one in theme.why.grounds] == [GroundKind.SIGNAL]


def test_a_further_delay_close_to_the_others_belongs_to_the_same_theme():
    [theme] = found(DELAYED, facts(*SLOW, late(4, after=120, hours=26)))

    assert members(theme) == [an_id(1), an_id(2), an_id(3), an_id(4)]


def test_two_stretches_far_apart_are_two_grounds_of_one_theme():
    later = [late(number, after=400 + number, hours=30) for number in (5, 6, 7)]

    [theme] = found(DELAYED, facts(*SLOW, *later, late(4, after=250, hours=30)))

    assert [one.incidents for one in theme.why.grounds] == [3, 3]
    assert an_id(4) not in members(theme)


@pytest.mark.parametrize("order", tuple(permutations(SLOW)))
def test_the_order_of_the_facts_makes_no_difference(order):
    assert found(DELAYED, facts(*order)) == found(DELAYED, facts(*SLOW))


def test_a_boundary_suggested_or_found_counts_once_for_each_incident():
    both = incident(
        1, suggested=frozenset({"boundaries"}), found=frozenset({"boundaries", "supervision"})
    )

    [theme] = found(BOUNDARIES, facts(both, boundary(2, after=9), boundary(3, after=180)))

    assert [one.shows for one in theme.members] == [
        (DrawsOn.FOUND_FACTOR, DrawsOn.SUGGESTED_FACTOR),
        (DrawsOn.SUGGESTED_FACTOR,),
        (DrawsOn.SUGGESTED_FACTOR,),
    ]


def test_boundary_concerns_over_two_services_are_a_theme_of_the_provider():
    spread = facts(
        boundary(1, after=0), boundary(2, after=60, service=HOME), boundary(3, after=100)
    )

    [theme] = found(ACROSS, spread)

    assert found(BOUNDARIES, spread) == ()
    assert (theme.rule.scope, theme.place.service) == (Scope.PROVIDER, None)


def test_boundary_concerns_of_one_service_are_no_theme_of_the_provider():
    assert found(ACROSS, facts(*(boundary(n, after=n) for n in (1, 2, 3)))) == ()


def test_a_criterion_not_met_in_two_audits_in_a_row_is_inconsistent_documentation():
    [theme] = found(
        DOCUMENTED, facts(checked(1, after=0, met=False), checked(2, after=200, met=False))
    )

    assert members(theme) == [an_id(1), an_id(2)]
    [ground] = theme.why.grounds
    assert (ground.kind, ground.tool, ground.criterion) == ("audits", "daily_notes", "signed")
    assert ground.incidents == 0


@pytest.mark.parametrize(
    "between",
    [
        checked(3, after=100, met=True),
        checked(2, after=200, met=False, criterion="dated"),
    ],
)
def test_a_criterion_that_was_met_in_between_is_none(between):
    last = checked(2, after=200, met=between.met is False and between.criterion == "dated")

    assert found(DOCUMENTED, facts(checked(1, after=0, met=False), between, last)) == ()


def test_a_factor_that_recurs_in_findings_is_a_theme_of_its_own():
    supervision = [incident(n, after=n, found=frozenset({"supervision"})) for n in (1, 2, 3)]
    planning = [incident(n, after=n, found=frozenset({"care_planning"})) for n in (4, 5)]

    [theme] = found(RECURRING, facts(*supervision, *planning))

    assert theme.place.subject == "supervision"


@pytest.mark.parametrize("factor", ["boundaries", "no_contributory_factor_found"])
def test_a_factor_with_a_rule_of_its_own_is_not_told_twice(factor):
    each = [incident(n, after=n, found=frozenset({factor})) for n in (1, 2, 3)]

    assert found(RECURRING, facts(*each)) == ()


def test_a_factor_that_was_only_suggested_does_not_recur_in_findings():
    each = [incident(n, after=n, suggested=frozenset({"supervision"})) for n in (1, 2, 3)]

    assert found(RECURRING, facts(*each)) == ()


@pytest.mark.parametrize(
    ("rule", "shows", "needed"),
    [
        (RuleName.REPEATED_RISK, {"risks": frozenset({"physical/service_user/own_home"})}, 5),
        (RuleName.LATE_OR_RULED_OUT_DUTIES, {"duties": frozenset({"cqc_abuse"})}, 3),
        (RuleName.REPEATS_OF_AN_ADULT, {"adults": frozenset({an_id(77)})}, 3),
    ],
)
def test_other_patterns_are_told_apart_by_what_they_are_of(rule, shows, needed):
    enough = [incident(number, after=number, **shows) for number in range(needed)]

    [theme] = found(RULES[rule], facts(*enough))

    assert theme.place.subject == str(next(iter(next(iter(shows.values())))))
    assert found(RULES[rule], facts(*enough[1:])) == ()


def test_an_incident_of_no_known_service_is_in_no_theme():
    each = [incident(n, after=n, service=None, found=frozenset({"supervision"})) for n in (1, 2, 3)]

    assert all(found(rule, facts(*each)) == () for rule in RULES.values())


def test_a_provider_sets_thresholds_and_the_target_of_a_delay():
    policy = ThemeRules(
        delay_hours=40,
        clean_reviews=2,
        rules={RuleName.DELAYED_ESCALATION: ThemeRule(threshold=2, window_days=39)},
    )

    [theme] = found(tuned(DELAYED, policy), facts(*SLOW))

    assert members(theme) == [an_id(2), an_id(3)]
    assert (theme.why.threshold, theme.why.window_days, theme.why.over_hours) == (2, 39, 40)


def test_a_rule_that_a_provider_puts_out_of_use_finds_nothing():
    off = {RuleName.REPEATED_RISK: ThemeRule(off=True)}
    policy = ThemeRules(delay_hours=24, clean_reviews=2, rules=off)

    assert RuleName.REPEATED_RISK not in {one.name for one in rules_of(policy)}
    assert len(rules_of(policy)) == len(RULES) - 1
