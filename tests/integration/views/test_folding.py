"""What is in the log is in the views, at the position they name, and nowhere else."""

import pytest

from projections.escalation import PROJECTION as ESCALATION
from projections.open_loops.projection import PROJECTION as OPEN_LOOPS
from projections.register import PROJECTION as REGISTER
from projections.runner.on_demand import ScanTooLong, fold_until
from tests.examples import INCIDENT, SERVICE, identity
from tests.incidents import amended, classified, reported, reported_concern
from tests.integration.views.database import in_order
from tests.integration.views.history import history
from tests.learning import found, investigated, opened

EVERY = (REGISTER, ESCALATION, OPEN_LOOPS)
VIEWS = [(each, table.name) for each in EVERY for table in each.tables]


async def told(database, provider, events, seed=1):
    for _, (stream, event) in zip(range(events), history(seed), strict=False):
        await database.append(provider, stream, event)


async def test_an_incident_that_was_reported_is_in_the_register(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported_concern(service=SERVICE))

    assert await database.fold(REGISTER, provider) == 1

    [row] = await database.rows(provider, "register")
    assert (row["incident"], row["service"], row["state"]) == (INCIDENT, SERVICE, "open")


async def test_a_view_says_which_position_it_reflects(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported(), classified())
    await database.fold(REGISTER, provider)

    assert await database.rows(provider, "register_position") == [
        {"tenant_id": provider, "position": 2}
    ]


async def test_a_view_goes_on_over_events_that_mean_nothing_to_it(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported(), classified())
    await database.append(provider, identity(80), opened(), found(), investigated())

    assert await database.fold(ESCALATION, provider) == 5


@pytest.mark.parametrize("size", [1, 3, 1000])
async def test_it_does_not_matter_how_many_events_are_folded_at_once(database, size):
    provider, other = await database.provider(), await database.provider()
    await told(database, provider, 60)
    await told(database, other, 60)

    for projection in EVERY:
        await database.fold(projection, provider, size=size)
        await database.fold(projection, other, size=17)

    for _, view in VIEWS:
        ours, theirs = await database.rows(provider, view), await database.rows(other, view)
        assert ours
        assert without_provider(ours) == without_provider(theirs)


def without_provider(rows):
    return in_order([{key: row[key] for key in row if key != "tenant_id"} for row in rows])


@pytest.mark.parametrize("position", [0, 1, 17, 60])
@pytest.mark.parametrize("projection", EVERY, ids=lambda each: each.name)
async def test_what_was_known_at_a_position_is_what_the_view_showed_then(
    database, projection, position
):
    provider = await database.provider()
    await told(database, provider, position)
    await database.fold(projection, provider)
    shown = {table.name: await database.rows(provider, table.name) for table in projection.tables}
    await told(database, provider, 40, seed=2)

    async with database.reading(provider) as connection:
        known = await fold_until(connection, projection, provider, position)

    assert {name: in_order(rows) for name, rows in known.items()} == shown


async def test_a_question_about_the_past_that_reads_too_much_is_refused(database):
    provider = await database.provider()
    await told(database, provider, 5)

    async with database.reading(provider) as connection:
        with pytest.raises(ScanTooLong):
            await fold_until(connection, REGISTER, provider, 5, limit=4)


async def test_an_event_whose_facts_were_disposed_of_means_nothing(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported_concern(), amended(service=SERVICE))
    await database.dispose(provider, 2)

    await database.fold(REGISTER, provider)

    [row] = await database.rows(provider, "register")
    assert (row["service"], row["version"]) == (None, 1)


async def test_another_provider_s_rows_are_not_there(database):
    provider, other = await database.provider(), await database.provider()
    await database.append(provider, INCIDENT, reported())
    for projection in EVERY:
        await database.fold(projection, provider)

    for _, view in VIEWS:
        assert await database.rows(other, view) == []
