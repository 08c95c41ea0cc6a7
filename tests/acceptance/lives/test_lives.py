"""Whatever callers send, in whatever order: no defect, no impossible history, and one truth.

The short form is for every change; the long one, `make soak`, goes on for minutes with more seeds.
"""

import pytest

from api.work import working
from domain.log import Recorded
from tests.acceptance.lives.driver import a_driver
from tests.acceptance.lives.impossible import breaches
from tests.acceptance.lives.judged import (
    one_after_another,
    rebuilt_is_live,
    served_is_folded,
    whole_log,
)
from tests.afterwards import merged
from tests.examples import ACTION, INCIDENT, INVESTIGATION, identity
from tests.incidents import acted, closed, in_error, reported
from tests.learning import agreed, found, opened, signed_off, verified
from tests.told import START

PROVIDER = identity(99)


async def lived_through(world, urls, seed, rounds):
    """The driver after its commands. Its views were kept up by a worker while it drove."""
    driver = await a_driver(world, seed)
    async with working(urls.projector):
        await driver.drive(rounds)
    rows = await whole_log(driver)
    one_after_another(rows)
    assert breaches(rows) == []
    assert await served_is_folded(driver, rows) > rounds / 2
    assert await rebuilt_is_live(driver, urls) > 0
    return driver


async def test_any_commands_in_any_order_leave_one_possible_history(world, urls):
    driver = await lived_through(world, urls, seed=7, rounds=90)

    assert driver.count["201"] > 50
    assert len(driver.count) > 20


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(101, 109))
async def test_many_commands_in_any_order_leave_one_possible_history(world, urls, seed):
    await lived_through(world, urls, seed, rounds=500)


def stored(stream, *events):
    return [
        Recorded(PROVIDER, at, stream, at, identity(at), one.type, "", START, b"", one.facts())
        for at, one in enumerate(events, start=1)
    ]


@pytest.mark.parametrize(
    ("stream", "events", "breach"),
    [
        (ACTION, (agreed(), verified()), "verified before it was completed, or twice"),
        (INVESTIGATION, (opened(), signed_off()), "signed off before it was completed"),
        (INVESTIGATION, (opened(), found()), "a finding without its evidence"),
        (INCIDENT, (reported(), closed(), closed()), "closed twice"),
        (INCIDENT, (reported(), in_error(), acted()), "of an incident that was entered in error"),
        (INCIDENT, (reported(), merged(), acted()), "of an incident that goes on in another"),
        (INCIDENT, (reported(), merged()), "joins is said at one end only"),
        (INVESTIGATION, (opened(),), "covers is said at one end only"),
    ],
)
def test_a_history_that_could_not_have_been_is_noticed(stream, events, breach):
    assert any(breach in one for one in breaches(stored(stream, *events)))
