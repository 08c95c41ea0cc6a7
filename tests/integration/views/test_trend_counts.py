"""Whoever asks for a trend gets every incident they may see, once, in the period it belongs to."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from domain.incident.account import Noticed
from domain.incident.vocabulary import Kind
from projections.known_then import known_at
from projections.source import LIVE
from projections.trends.arrivals import arrivals
from projections.trends.cells import counts, in_whole_periods
from projections.trends.cut import Cut, Dating, Dimension, Grain
from projections.trends.projection import PROJECTION
from projections.trends.silence import senders
from tests.examples import INCIDENT, SERVICE, identity, registered
from tests.incidents import reported_concern, restricted
from tests.integration.views.trending import trending

NAMED = identity(90)
FIRST, LAST = date(2025, 10, 1), date(2026, 4, 30)


def cut(provider, **changes):
    usual = {
        "provider": provider,
        "dimension": Dimension.NONE,
        "dated_by": Dating.FIRST_NOTICED,
        "grain": Grain.MONTH,
        "first": FIRST,
        "last": LAST,
        "until": LAST,
    }
    return in_whole_periods(Cut(**usual | changes))


async def found(database, provider, **changes):
    async with database.reading(provider) as connection:
        one = await counts(connection, LIVE, cut(provider, **changes))
    return {key: count.n for key, count in one.items()}


async def folded(database, provider, persons=()):
    async with database.reading(provider) as connection:
        position = await connection.fetchval("SELECT position FROM heed.trends_position")
        return await known_at(connection, PROJECTION, provider, position, persons)


@pytest.fixture(scope="module")
async def provider(database):
    provider = await database.provider()
    for stream, event in islice(trending(21), 200):
        await database.append(provider, stream, event)
    await database.fold(PROJECTION, provider)
    return provider


@pytest.mark.parametrize("dimension", list(Dimension))
@pytest.mark.parametrize("persons", [(), (NAMED,)], ids=["all", "kept_out"])
@pytest.mark.parametrize("until", [LAST, date(2026, 1, 14)])
async def test_the_counts_are_those_of_the_rows_a_reader_may_see(
    database, provider, dimension, persons, until
):
    source = await folded(database, provider, persons)
    for grain in Grain:
        for dated_by in Dating:
            asked = cut(
                provider,
                dimension=dimension,
                persons=persons,
                until=until,
                last=until,
                grain=grain,
                dated_by=dated_by,
            )
            async with database.reading(provider) as connection:
                live = await counts(connection, LIVE, asked)
                known = await counts(connection, source, asked)
            assert live == known


async def test_every_filter_narrows_to_what_it_says(database, provider):
    whole = sum((await found(database, provider)).values())
    services = await found(database, provider, dimension=Dimension.SERVICE)
    kinds = await found(database, provider, dimension=Dimension.KIND)
    units = await found(database, provider, dimension=Dimension.UNIT)

    without_praise = sum(n for (_, kind), n in kinds.items() if kind != Kind.GOOD_PRACTICE)
    assert whole == sum(services.values()) == sum(units.values()) == without_praise
    only = await found(database, provider, services=(identity(60),))
    assert sum(only.values()) == sum(
        n for (_, value), n in services.items() if value == str(identity(60))
    )


async def test_a_reader_who_is_kept_out_does_not_count_it(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported_concern(service=SERVICE), restricted(NAMED))
    await database.fold(PROJECTION, provider)

    assert await found(database, provider) == {("2026-03", ""): 1}
    assert await found(database, provider, persons=(NAMED,)) == {}


async def test_what_is_dated_after_today_has_not_happened(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported_concern(service=SERVICE))
    await database.fold(PROJECTION, provider)

    assert await found(database, provider, until=date(2026, 3, 2)) == {("2026-03", ""): 1}
    assert await found(database, provider, until=date(2026, 3, 1)) == {}


async def test_three_months_are_a_quarter(database):
    provider = await database.provider()
    for month in (1, 2, 3):
        noticed = Noticed(at=datetime(2026, month, 5, tzinfo=UTC))
        await database.append(provider, identity(month), reported_concern(first_noticed=noticed))
    await database.fold(PROJECTION, provider)

    assert await found(database, provider, grain=Grain.QUARTER) == {("2026-Q1", ""): 3}


async def test_nine_of_ten_reports_come_within_so_many_days(database):
    provider = await database.provider()
    for days in range(11):
        noticed = Noticed(at=date(2026, 3, 2) - timedelta(days=days))
        await database.append(provider, identity(days), reported_concern(first_noticed=noticed))
    await database.fold(PROJECTION, provider)

    async with database.reading(provider) as connection:
        late = await arrivals(connection, LIVE, cut(provider))

    assert (late.p90_days, late.n) == (9.0, 11)


async def test_each_source_of_a_service_is_known_by_the_days_it_sent(database):
    provider = await database.provider()
    await database.append(provider, SERVICE, registered())
    for number in range(40):
        await database.append(provider, identity(number), reported_concern(service=SERVICE))
    await database.fold(PROJECTION, provider)

    async with database.reading(provider) as connection:
        live = await senders(connection, LIVE, provider, LAST)
    source = await folded(database, provider)
    async with database.reading(provider) as connection:
        known = await senders(connection, source, provider, LAST)

    assert live == known
    [one] = live
    assert (one.service, one.source, one.closed_on) == (SERVICE, "caresys", None)
    assert one.days == [date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)]
