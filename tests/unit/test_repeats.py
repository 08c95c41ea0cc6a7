"""When several incidents of one person are a repeat, and when another episode begins."""

from datetime import date, timedelta

from domain.person.repeats import Named, episodes, is_repeat
from domain.policy.values import Repeats
from tests.examples import identity

POLICY = Repeats(days=180, low_level_days=365)
NEW_YEAR = date(2026, 1, 1)


def named(number, day, kind="safeguarding_concern"):
    return Named(NEW_YEAR + timedelta(days=day), identity(number), kind)


def low(number, day):
    return named(number, day, "low_level_concern")


def grounds(*incidents):
    return [[one.incident.int for one in each.ground] for each in episodes(incidents, POLICY)]


def numbers(*numbers):
    return [identity(number).int for number in numbers]


def test_two_incidents_within_half_a_year_are_a_repeat():
    assert grounds(named(1, 0), named(2, 180)) == [numbers(1, 2)]
    assert grounds(named(1, 0), named(2, 181)) == []


def test_low_level_concerns_alone_take_three_and_count_for_a_year():
    assert grounds(low(1, 0), low(2, 5)) == []
    assert grounds(low(1, 0), low(2, 200), low(3, 365)) == [numbers(1, 2, 3)]
    assert grounds(low(1, 0), low(2, 200), low(3, 366)) == []


def test_a_low_level_concern_and_a_serious_one_are_a_repeat():
    assert grounds(low(1, 0), named(2, 300)) == [numbers(1, 2)]


def test_what_follows_belongs_to_the_same_episode():
    assert grounds(named(1, 0), named(2, 100), named(3, 200), named(4, 300)) == [numbers(1, 2)]
    [episode] = episodes([named(1, 0), named(2, 100), named(3, 200)], POLICY)
    assert episode.incidents == {identity(1), identity(2), identity(3)}


def test_after_a_long_silence_another_episode_begins():
    found = grounds(named(1, 0), named(2, 10), named(3, 400), named(4, 410))
    assert found == [numbers(1, 2), numbers(3, 4)]


def test_an_incident_that_names_somebody_twice_counts_once():
    assert grounds(named(1, 0), named(1, 0)) == []


def test_a_provider_decides_how_many_it_takes():
    strict = Repeats(days=180, low_level_days=365, incidents=3, low_level_concerns=2)
    assert is_repeat([low(1, 0), low(2, 1)], strict)
    assert not is_repeat([named(1, 0), named(2, 1)], strict)
