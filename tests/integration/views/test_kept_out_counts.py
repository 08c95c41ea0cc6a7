"""What is hidden from a reader is told by no count, no silence and no factor of something else."""

from datetime import date, datetime

import pytest

from domain.incident.account import Noticed
from domain.vocabulary.factor import Factor
from domain.vocabulary.measuring import Cadence
from projections.cases.question import Cases, CaseTables
from projections.holding.recurring import Answered, before
from projections.known_then import known_at
from projections.source import LIVE
from projections.traced import chosen
from projections.trends.answers import incidents
from projections.trends.answers.answered import About
from projections.trends.cells import counts, in_whole_periods
from projections.trends.cut import Cut, Dating, Dimension, Grain
from projections.trends.days import days_of
from projections.trends.projection import PROJECTION
from projections.trends.silence import senders
from tests.examples import SERVICE, identity
from tests.incidents import reported_concern, restricted, source
from tests.integration.views.trending import trending
from tests.learning import found, opened
from tests.told import START

NAMED = identity(90)
HIDDEN, SEEN, OTHER = identity(1), identity(2), identity(3)
TODAY = date(2026, 3, 31)
AS_OF = datetime.fromisoformat("2026-03-31T12:00:00Z")
PROCESSES = Factor.MEDICINES_PROCESSES


def cut(provider, dimension=Dimension.FACTOR, **changes):
    usual = {"dated_by": Dating.FIRST_NOTICED, "grain": Grain.MONTH, "persons": (NAMED,)}
    usual |= {"first": date(2026, 1, 1), "last": TODAY, "until": TODAY}
    return in_whole_periods(Cut(provider=provider, dimension=dimension, **usual | changes))


def about(provider, **changes):
    usual = {"question": "incidents", "cadence": Cadence.MONTH, "measured_in": "incidents"}
    usual |= {"service": None, "unit": None, "factor": None, "as_of": AS_OF, "persons": (NAMED,)}
    return About(provider=provider, **usual | changes)


async def told(database, provider, position=None):
    """The live rows, and those as they are folded up to a position: all of them, else."""
    async with database.reading(provider) as connection:
        if position is None:
            position = await connection.fetchval("SELECT position FROM heed.trends_position")
        return LIVE, await known_at(connection, PROJECTION, provider, position, (NAMED,))


@pytest.fixture(scope="module")
async def provider(database):
    """One investigation over an incident that is hidden and one that is not, and another one."""
    provider = await database.provider()
    for incident in (HIDDEN, SEEN, OTHER):
        await database.append(provider, incident, reported_concern(service=SERVICE))
    finding = found(factor=PROCESSES)
    hidden, seen = opened(incidents=(HIDDEN, SEEN)), opened(incidents=(OTHER,))
    await database.append(provider, identity(11), hidden, finding)
    await database.append(provider, identity(12), seen, found(factor=Factor.BOUNDARIES))
    await database.append(provider, HIDDEN, restricted(NAMED))
    await database.fold(PROJECTION, provider)
    return provider


@pytest.mark.parametrize("dimension", [Dimension.FACTOR, Dimension.ANY_FACTOR])
@pytest.mark.parametrize("grain", list(Grain))
async def test_what_a_hidden_investigation_found_is_counted_for_no_other_incident(
    database, provider, dimension, grain
):
    before_it_was_restricted = await told(database, provider, 7)
    for source_ in {*await told(database, provider), *before_it_was_restricted}:
        async with database.reading(provider) as connection:
            asked = cut(provider, dimension, grain=grain)
            seen = await counts(connection, source_, asked)
            in_units = cut(provider, dimension, grain=grain, kinds=("safeguarding_concern",))
            by_kind = await counts(connection, source_, in_units)
            days = await days_of(connection, source_, asked, PROCESSES)
        assert {value: one.n for (_, value), one in seen.items()} == {"boundaries": 1}
        assert by_kind == seen
        assert days == []


async def test_everybody_else_counts_it_under_each_of_its_incidents(database, provider):
    for source_ in await told(database, provider):
        async with database.reading(provider) as connection:
            seen = await counts(connection, source_, cut(provider, persons=()))
            days = await days_of(connection, source_, cut(provider, persons=()), PROCESSES)
        assert {value: one.n for (_, value), one in seen.items()} == {
            "boundaries": 1,
            "medicines_processes": 2,
        }
        assert len(days) == 2


async def test_a_measure_of_that_factor_is_nought_for_whoever_is_kept_out(database, provider):
    for source_ in await told(database, provider):
        for factor, number in ((PROCESSES, 0), (Factor.BOUNDARIES, 1)):
            async with database.reading(provider) as connection:
                asked = about(provider, factor=factor)
                by_day = await incidents.by_day(connection, source_, asked)
            assert sum(n for _, n in by_day.days) == number


async def test_an_incident_is_not_traced_for_what_a_hidden_investigation_found(database, provider):
    cases = Cases(as_of=AS_OF, persons=(NAMED,))
    for source_ in await told(database, provider):
        async with database.reading(provider) as connection:
            rows = await chosen(CaseTables(connection, provider, source_), cases, None, 5)
        assert [row.incident for row in rows] == [OTHER]


async def test_it_is_not_expected_to_recur_because_of_what_is_hidden(database, provider):
    alike = Answered(frozenset({PROCESSES}), frozenset({SERVICE}), frozenset())
    for source_ in await told(database, provider):
        for persons, number in (((NAMED,), 0), ((), 2)):
            async with database.reading(provider) as connection:
                known = await before(
                    connection, provider, alike, TODAY, persons=persons, source=source_
                )
            assert known.number == number


async def test_a_day_on_which_only_something_hidden_came_is_a_silent_one(database):
    provider = await database.provider()
    await database.append(provider, SEEN, reported_concern(service=SERVICE))
    for number in range(20, 40):
        fax = source(system="faxes")
        first = Noticed(at=START)
        hidden = reported_concern(service=SERVICE, source=fax, first_noticed=first)
        await database.append(provider, identity(number), hidden, restricted(NAMED))
    later = reported_concern(service=SERVICE)
    await database.append(provider, HIDDEN, later, restricted(NAMED))
    await database.fold(PROJECTION, provider)

    for source_ in await told(database, provider):
        async with database.reading(provider) as connection:
            known = await senders(connection, source_, provider, TODAY, (NAMED,))
            everything = await senders(connection, source_, provider, TODAY)
            heard_at = await incidents.heard_at(connection, source_, about(provider))
        assert [(one.source, one.days) for one in known] == [("caresys", [START.date()])]
        assert [(one.source, len(one.days)) for one in everything] == [("caresys", 2), ("faxes", 3)]
        assert heard_at == START


async def test_a_finding_of_any_hidden_investigation_is_in_no_factor(database):
    """A long history: the live count is that of the folded rows, for whoever is kept out."""
    provider = await database.provider()
    for number, (stream, event) in enumerate(trending(33)):
        if number == 200:
            break
        await database.append(provider, stream, event)
    await database.fold(PROJECTION, provider)

    live, known = await told(database, provider)
    async with database.reading(provider) as connection:
        for dated_by in Dating:
            asked = cut(provider, dated_by=dated_by)
            assert await counts(connection, live, asked) == await counts(connection, known, asked)
