"""The hours from noticing to telling, and those who still wait."""

from datetime import timedelta

import pytest

from domain.incident.account import Aware
from domain.incident.vocabulary import ToldBody
from domain.moment import Moment, Precision
from projections.escalation import PROJECTION
from projections.escalation_queries import Leg, legs, page
from projections.question import Page, Question
from projections.runner.on_demand import fold_until
from projections.source import folded
from tests.examples import identity
from tests.incidents import (
    AWARE,
    NOTICED,
    TOLD_COUNCIL,
    reported,
    reported_concern,
    restricted,
    told_council,
)
from tests.told import START

NAMED = identity(90)
TOLD, WAITING, SILENT, POLICE, VAGUE = (identity(n) for n in range(201, 206))
LATER = START + timedelta(days=3)


@pytest.fixture
async def provider(database):
    provider = await database.provider()
    later = Moment(at=TOLD_COUNCIL + timedelta(days=1))
    again = told_council(identity(31), at=later)
    await database.append(provider, TOLD, reported_concern(), again, told_council())
    await database.append(provider, WAITING, reported_concern(), restricted(NAMED))
    await database.append(provider, SILENT, reported())
    await database.append(provider, POLICE, reported_concern(), told_council(body=ToldBody.POLICE))
    vague = reported_concern(organisation_aware=Aware(at=AWARE, precision=Precision.DAY))
    await database.append(provider, VAGUE, vague, told_council(at=None))
    await database.fold(PROJECTION, provider)
    return provider


async def found(database, provider, *, as_of=LATER, **narrowed):
    async with database.reading(provider) as connection:
        rows = await page(connection, provider, Question(**narrowed), Page(), as_of=as_of)
    return {row.incident: row for row in rows}


async def test_the_first_report_to_the_council_ends_the_clock(database, provider):
    row = (await found(database, provider))[TOLD]

    assert (row.noticed_at, row.aware_at, row.told_at) == (NOTICED, AWARE, TOLD_COUNCIL)
    assert row.noticed_to_aware_hours == pytest.approx(0.5)
    assert row.aware_to_told_hours == pytest.approx(1.5)
    assert row.noticed_to_told_hours == pytest.approx(2.0)


async def test_telling_the_police_is_not_telling_the_council(database, provider):
    row = (await found(database, provider))[POLICE]
    assert (row.told, row.told_at, row.aware_to_told_hours) == (False, None, None)


async def test_times_that_no_clock_may_use_give_no_hours(database, provider):
    row = (await found(database, provider))[VAGUE]

    assert (row.aware, row.aware_at, row.told, row.told_at) == (True, None, True, None)
    assert row.noticed_to_told_hours is None


async def test_those_who_wait_are_counted_beside_those_who_came_to_the_end(database, provider):
    async with database.reading(provider) as connection:
        found = await legs(connection, provider, Question(), as_of=LATER)

    assert list(found) == [
        Leg("aware_to_told", finished=1, waiting=2, waiting_since=AWARE),
        Leg("noticed_to_aware", finished=3, waiting=0, waiting_since=None),
        Leg("noticed_to_told", finished=1, waiting=2, waiting_since=NOTICED),
    ]


async def test_a_question_about_a_day_knows_nothing_of_later_days(database, provider):
    then = AWARE + timedelta(minutes=1)
    async with database.reading(provider) as connection:
        rows = await page(connection, provider, Question(), Page(), as_of=then)
        told, *_ = await legs(connection, provider, Question(), as_of=then)
    row = {row.incident: row for row in rows}[TOLD]

    assert (row.aware_at, row.told, row.told_at) == (AWARE, False, None)
    assert (told.finished, told.waiting) == (0, 3)


async def test_whoever_is_kept_out_neither_sees_nor_counts_it(database, provider):
    assert WAITING not in await found(database, provider, persons=(NAMED,))
    async with database.reading(provider) as connection:
        [told, *_] = await legs(connection, provider, Question(persons=(NAMED,)), as_of=LATER)
    assert told.waiting == 1


async def test_what_was_known_earlier_is_asked_in_the_same_words(database, provider):
    async with database.reading(provider) as connection:
        known = folded(await fold_until(connection, PROJECTION, provider, 2))
        [row] = await page(connection, provider, Question(), Page(), as_of=LATER, source=known)

    assert row.told_at == TOLD_COUNCIL + timedelta(days=1)


async def test_another_provider_s_incidents_are_not_found_even_by_name(database, provider):
    other = await database.provider()
    async with database.reading(other) as connection:
        assert await page(connection, provider, Question(), Page(), as_of=LATER) == []
        assert await legs(connection, provider, Question(), as_of=LATER) == []
