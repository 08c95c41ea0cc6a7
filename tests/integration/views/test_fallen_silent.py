"""A feed that died is told of, although another one still sends."""

from datetime import timedelta

import pytest

from domain.moment import starts
from domain.vocabulary.measuring import Cadence
from projections.source import LIVE
from projections.trends.answers import incidents
from projections.trends.answers.answered import About
from projections.trends.answers.heard import silent_since
from projections.trends.projection import PROJECTION
from tests.examples import SERVICE, identity
from tests.incidents import reported_concern, source
from tests.told import START

OTHER_SERVICE = identity(77)
DAYS, SILENT_DAYS = 12, 5
A_DAY = timedelta(days=1)
NOW = START + (DAYS + SILENT_DAYS) * A_DAY
_A_DAY_EACH = """
    UPDATE heed.trend_incidents
       SET recorded_on = recorded_on + $3::int,
           recorded_at = recorded_at + make_interval(days => $3)
     WHERE tenant_id = $1
       AND incident = $2
"""


@pytest.fixture(scope="module")
async def provider(database):
    """The feed of one service sends each day, and then no more; that of the other goes on."""
    provider, days = await database.provider(), {}
    for day in range(DAYS + SILENT_DAYS):
        for service, system in ((SERVICE, "caresys"), (OTHER_SERVICE, "faxes")):
            if system == "faxes" or day < DAYS:
                incident = identity(1_000 + len(days))
                concern = reported_concern(service=service, source=source(system=system))
                await database.append(provider, incident, concern)
                at = START + timedelta(hours=len(days))
                days[incident] = day - (at.date() - START.date()).days
    await database.fold(PROJECTION, provider)
    for incident, later in days.items():
        await database.owner.execute(_A_DAY_EACH, provider, incident, later)
    return provider


@pytest.mark.parametrize(
    ("service", "is_silent"), [(None, True), (SERVICE, True), (OTHER_SERVICE, False)]
)
async def test_a_feed_that_still_sends_does_not_speak_for_a_dead_one(
    database, provider, service, is_silent
):
    asked = About(
        provider=provider, question="incidents", cadence=Cadence.MONTH, measured_in="incidents",
        service=service, unit=None, factor=None, as_of=NOW,
    )  # fmt: skip
    async with database.reading(provider) as connection:
        heard_at = await incidents.heard_at(connection, LIVE, asked)
        since = await silent_since(
            connection, LIVE, asked, heard_at, lag=A_DAY, silent_after=92 * A_DAY
        )

    last = START + (DAYS - 1) * A_DAY
    assert since == (starts(last.date()) if is_silent else None)


async def test_where_nothing_came_at_all_for_very_long_everything_is_silent(database, provider):
    later = NOW + timedelta(days=365)
    asked = About(
        provider=provider, question="incidents", cadence=Cadence.MONTH, measured_in="incidents",
        service=OTHER_SERVICE, unit=None, factor=None, as_of=later,
    )  # fmt: skip
    async with database.reading(provider) as connection:
        since = await silent_since(connection, LIVE, asked, NOW, lag=A_DAY, silent_after=92 * A_DAY)

    assert since is not None
