"""Opened keys are kept a minute at most, so that an erasure elsewhere holds here too."""

from datetime import timedelta
from uuid import UUID

import pytest

from adapters.vault.opened import LONGEST, Opened
from tests.unit.vault.conftest import KEY, OTHER_PROVIDER, PROVIDER

SECOND = timedelta(seconds=1)


@pytest.fixture
def opened(clock):
    return Opened(clock=clock)


@pytest.fixture
def key(a_key):
    return a_key()[1]


def test_a_key_just_opened_is_at_hand(opened, key):
    opened.keep(key)

    assert opened.get(PROVIDER, KEY) is key


def test_a_key_that_was_never_opened_is_not_at_hand(opened, key):
    opened.keep(key)

    assert opened.get(OTHER_PROVIDER, KEY) is None
    assert opened.get(PROVIDER, UUID(int=1)) is None


def test_a_key_is_gone_after_a_minute_however_often_it_was_used(opened, key, clock):
    opened.keep(key)
    for _ in range(59):
        clock.passes(SECOND)
        opened.keep(key)
        assert opened.get(PROVIDER, KEY) is key

    clock.passes(SECOND)

    assert opened.get(PROVIDER, KEY) is None
    assert len(opened) == 0


def test_a_clock_set_back_does_not_keep_a_key_longer(opened, key, clock):
    opened.keep(key)
    clock.passes(-SECOND)

    assert opened.get(PROVIDER, KEY) is None


def test_an_erasure_here_holds_at_once(opened, key, a_key):
    other = a_key(key_id=UUID(int=1))[1]
    opened.keep(key)
    opened.keep(other)

    opened.forget(PROVIDER, KEY)
    opened.forget(PROVIDER, KEY)

    assert opened.get(PROVIDER, KEY) is None
    assert opened.get(PROVIDER, UUID(int=1)) is other


def test_all_keys_can_be_forgotten(opened, key):
    opened.keep(key)

    opened.clear()

    assert opened.get(PROVIDER, KEY) is None


def test_never_more_keys_than_the_limit_and_the_oldest_leaves_first(clock, a_key):
    opened = Opened(clock=clock, limit=2)
    for number in (1, 2, 3):
        opened.keep(a_key(key_id=UUID(int=number))[1])

    assert len(opened) == 2
    assert opened.get(PROVIDER, UUID(int=1)) is None
    assert opened.get(PROVIDER, UUID(int=3)) is not None


def test_keys_of_a_past_minute_do_not_stay_in_memory(opened, a_key, clock):
    for number in range(5):
        opened.keep(a_key(key_id=UUID(int=number))[1])
    clock.passes(LONGEST)

    opened.keep(a_key(key_id=UUID(int=9))[1])

    assert len(opened) == 1


@pytest.mark.parametrize("unfit", [{"lifetime": LONGEST + SECOND}, {"limit": 0}])
def test_nobody_can_ask_for_more_than_a_minute(clock, unfit):
    with pytest.raises(ValueError, match="60 seconds"):
        Opened(clock=clock, **unfit)
