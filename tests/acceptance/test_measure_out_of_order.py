"""One measure that cannot be charted keeps no other from being watched."""

from datetime import timedelta

from api.watching.charts.watch import chart_watch
from api.watching.looks import Looks
from api.watching.watch import Looking
from domain.identifier import read
from domain.policy.setting import PolicySet
from tests.acceptance.as_it_happened import Then
from tests.acceptance.improving import recorded, said
from tests.acceptance.test_signals import MISSED, listed, measured
from tests.acceptance.watched import folded, watched
from tests.signalling import QUIET


def a_look(world):
    return Looking(world.heed, world.provider, world.heed.clock(), 1)


async def spoilt(world, lead):
    """A measure with a fact among its own that belongs elsewhere, as no decision could make it."""
    measure = recorded(await lead.post("/v1/measures", MISSED))
    stream = read("mea", measure["id"])

    async def decide(attempt):
        await attempt.load(stream)
        attempt.record(stream, PolicySet(policy="classification", value={"hours": 48}))
        return stream

    await a_look(world).record("spoilt", decide)
    return measure


async def test_the_others_are_watched_and_the_look_is_tried_again(world, lead):
    watch = chart_watch()
    await spoilt(world, lead)
    other = await measured(lead, *QUIET, 30)

    await folded(world, watch.projections)
    looks = Looks(world.heed, (watch,))
    complete = await looks.look(world.provider, await world.heed.log.head(world.provider))
    await folded(world, watch.projections)

    async with a_look(world).connection() as connection:
        found = await connection.fetch("SELECT subject FROM heed.signals")
    assert not complete
    assert [row["subject"] for row in found] == [read("mea", other["id"])]


async def test_a_figure_that_leads_beyond_the_calendar_silences_nothing(world, lead):
    day = Then()
    rare = {"chart": "g", "cadence": "event", "measured_in": "days", "improvement": "increase"}
    measure = recorded(await lead.post("/v1/measures", MISSED | rare))
    for gap in ("10", "12", "8", "11", "20250110", "10"):
        day.now += timedelta(days=10)
        body = {"period": f"{day.now:%Y-%m-%d}", "value": gap}
        recorded(await said(lead, measure, "measurements", body))
    other = await measured(lead, *QUIET, 30)

    await watched(world, (chart_watch(),))

    found = [one["subject"]["id"] for one in (await listed(lead))["data"]]
    assert other["id"] in found
