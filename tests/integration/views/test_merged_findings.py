"""What was found of an incident is found of the one that it goes on in, for as long as it does."""

from projections.trends.projection import PROJECTION
from tests.afterwards import OTHER_INCIDENT, joined, merged, parted, unmerged
from tests.examples import INCIDENT, INVESTIGATION, SERVICE
from tests.incidents import reported_concern
from tests.integration.views.recount import cells, recounted
from tests.learning import found, opened, withdrawn

INTO = OTHER_INCIDENT


async def happens(database, provider, stream, *events):
    await database.append(provider, stream, *events)
    await database.fold(PROJECTION, provider)
    assert await cells(database, provider) == await recounted(database, provider)


async def factors(database, provider):
    """How many by factor, in the services of all."""
    rows = await database.rows(provider, "trend_counts")
    shape = ("service", "first_noticed", "month", "factor")
    names = ("level", "dated_by", "grain", "dimension")
    return {row["value"]: row["n"] for row in rows if tuple(row[name] for name in names) == shape}


async def both_reported(database):
    provider = await database.provider()
    for stream in (INCIDENT, INTO):
        await happens(database, provider, stream, reported_concern(service=SERVICE))
    return provider


async def brought_together(database, provider):
    await happens(database, provider, INCIDENT, merged(INTO))
    await happens(database, provider, INTO, joined(INCIDENT))


async def test_a_finding_lives_on_in_the_incident_that_its_own_was_merged_into(database):
    provider = await both_reported(database)
    await happens(database, provider, INVESTIGATION, opened(), found())

    await brought_together(database, provider)

    assert await factors(database, provider) == {"boundaries": 1}


async def test_what_is_found_after_the_merging_counts_and_what_is_withdrawn_does_not(database):
    provider = await both_reported(database)
    await brought_together(database, provider)

    await happens(database, provider, INVESTIGATION, opened(), found())
    assert await factors(database, provider) == {"boundaries": 1}

    await happens(database, provider, INVESTIGATION, withdrawn())
    assert await factors(database, provider) == {}


async def test_two_incidents_with_the_same_finding_are_one_once_they_are_merged(database):
    provider = await both_reported(database)
    events = (opened(incidents=(INCIDENT, INTO)), found())
    await happens(database, provider, INVESTIGATION, *events)
    assert await factors(database, provider) == {"boundaries": 2}

    await brought_together(database, provider)

    assert await factors(database, provider) == {"boundaries": 1}


async def test_un_merging_gives_the_finding_back(database):
    provider = await both_reported(database)
    await happens(database, provider, INVESTIGATION, opened(), found())
    await brought_together(database, provider)

    await happens(database, provider, INTO, parted(INCIDENT))
    assert await factors(database, provider) == {}

    await happens(database, provider, INCIDENT, unmerged())
    assert await factors(database, provider) == {"boundaries": 1}
