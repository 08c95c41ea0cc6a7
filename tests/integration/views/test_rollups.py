"""What is counted by difference is what a count from scratch gives, whatever happened before."""

import random
from itertools import islice

import pytest

from domain.incident.account import Noticed, Risk
from domain.incident.vocabulary import RiskType
from domain.moment import Precision
from domain.vocabulary.factor import Factor
from projections.runner.claim import Unit
from projections.runner.declaration import Projection, Reads
from projections.runner.parking import replay_parked
from projections.runner.rebuild import rebuild
from projections.trends.projection import PROJECTION, derive
from tests.afterwards import merged, unmerged
from tests.examples import FINDING, INCIDENT, INVESTIGATION, SERVICE, identity
from tests.incidents import amended, classified, in_error, reported, reported_concern, restricted
from tests.integration.views.by_hand import counted_by_hand
from tests.integration.views.database import PROJECTOR
from tests.integration.views.recount import cells, recounted
from tests.integration.views.trending import trending
from tests.learning import found, opened, withdrawn


async def counted(database, provider, **where):
    """How many in the cells that say this, of the month and by first noticing."""
    usual = {"grain": "month", "dated_by": "first_noticed", "level": "service"} | where
    rows = await database.rows(provider, "trend_counts")
    fits = [row for row in rows if usual.items() <= row.items()]
    return {(row["dimension"], row["value"]): row["n"] for row in fits}


async def happens(database, provider, *events, stream=INCIDENT):
    await database.append(provider, stream, *events)
    await database.fold(PROJECTION, provider)
    assert await cells(database, provider) == await recounted(database, provider)


async def test_an_incident_counts_once_under_each_of_its_types(database):
    provider = await database.provider()
    risks = (Risk(type=RiskType.PHYSICAL), Risk(type=RiskType.PHYSICAL), Risk(type=RiskType.SEXUAL))

    await happens(database, provider, reported_concern(service=SERVICE, risks=risks))

    assert await counted(database, provider, dimension="type") == {
        ("type", "physical"): 1,
        ("type", "sexual"): 1,
    }
    assert await counted(database, provider, dimension="none") == {("none", ""): 1}


async def test_what_was_entered_in_error_or_merged_leaves_no_cell_behind(database):
    provider = await database.provider()
    await happens(database, provider, reported_concern(service=SERVICE), merged())
    assert await cells(database, provider) == {}

    await happens(database, provider, unmerged())
    assert await counted(database, provider, dimension="none") == {("none", ""): 1}

    await happens(database, provider, in_error())
    assert await cells(database, provider) == {}


async def test_later_knowledge_moves_an_incident_to_its_own_month(database):
    provider = await database.provider()
    await happens(database, provider, reported())
    august = Noticed(at="2025-08-31T22:59:00Z", precision=Precision.EXACT)

    await happens(database, provider, amended(first_noticed=august))

    assert await counted(database, provider, period="2025-08", dimension="none") == {
        ("none", ""): 1
    }
    assert await counted(database, provider, period="2026-03", dimension="none") == {}


async def test_an_incident_without_its_chosen_date_is_counted_as_dated_otherwise(database):
    provider = await database.provider()
    await happens(database, provider, reported())

    rows = await database.rows(provider, "trend_counts")

    assert {row["dated_by"] for row in rows if row["otherwise"]} == {
        "first_noticed",
        "occurred",
        "aware",
    }


async def test_an_incident_with_three_findings_of_one_factor_counts_once(database):
    provider = await database.provider()
    await happens(database, provider, reported_concern(service=SERVICE))
    findings = [found(finding=identity(100 + n), factor=Factor.SUPERVISION) for n in range(3)]

    await happens(database, provider, opened(), *findings, stream=INVESTIGATION)

    assert await counted(database, provider, dimension="factor") == {("factor", "supervision"): 1}


async def test_a_finding_counts_before_its_incident_is_in_the_view_and_after(database):
    provider = await database.provider()
    await happens(database, provider, opened(), found(), stream=INVESTIGATION)
    assert await cells(database, provider) == {}

    await happens(database, provider, reported_concern())

    assert len(await counted(database, provider, dimension="factor")) == 1


async def test_a_finding_that_was_withdrawn_counts_no_more(database):
    provider = await database.provider()
    await happens(database, provider, reported_concern())
    await happens(database, provider, opened(), found(), stream=INVESTIGATION)

    await happens(database, provider, withdrawn(FINDING), stream=INVESTIGATION)

    assert await counted(database, provider, dimension="factor") == {}


async def test_whoever_is_kept_out_of_an_incident_changes_no_cell(database):
    provider = await database.provider()
    await happens(database, provider, reported_concern(service=SERVICE))
    before = await cells(database, provider)

    await happens(database, provider, restricted(identity(90)))

    assert await cells(database, provider) == before


async def test_a_kind_that_was_decided_moves_the_incident_in_its_unit_alone(database):
    provider = await database.provider()
    await happens(database, provider, reported_concern(service=SERVICE))
    service = await counted(database, provider)

    await happens(database, provider, classified())

    assert await counted(database, provider) == service


@pytest.mark.parametrize("size", [1, 7, 500])
@pytest.mark.parametrize("seed", [3, 4])
async def test_after_any_history_the_counts_equal_a_count_from_scratch(database, seed, size):
    provider = await database.provider()
    chance, log = random.Random(seed), trending(seed)
    for _ in range(4):
        for stream, event in islice(log, chance.randint(20, 60)):
            await database.append(provider, stream, event)
        await database.fold(PROJECTION, provider, size=size)

        counts = await cells(database, provider)

        assert counts
        assert counts == await recounted(database, provider)


@pytest.mark.parametrize("seed", [5, 6, 7])
async def test_the_counts_are_those_that_anybody_counts_by_hand(database, seed):
    provider = await database.provider()
    for stream, event in islice(trending(seed), 150):
        await database.append(provider, stream, event)
    await database.fold(PROJECTION, provider, size=13)

    counts = await cells(database, provider)

    assert {dimension for _, _, _, dimension, *_ in counts} >= {"factor", "any_factor", "type"}
    assert counts == await counted_by_hand(database, provider)


class Trouble:
    """The projection of trends, which cannot fold one incident for a while."""

    def __init__(self, stream):
        self.ill = {stream}
        self.projection = replace_folds(PROJECTION, self.fold)

    def fold(self, event):
        if event["stream_id"] in self.ill:
            raise LookupError("no place for it yet")
        return derive(event)


def replace_folds(projection, fold):
    return Projection(
        name=projection.name,
        tables=projection.tables,
        reads=tuple(Reads(each.type, fold) for each in projection.reads),
        whole=True,
        rollups=projection.rollups,
    )


async def test_what_was_parked_is_counted_once_it_is_folded(fresh):
    provider, trouble = await fresh.provider(), Trouble(INCIDENT)
    await fresh.append(provider, INCIDENT, reported_concern(service=SERVICE), classified())
    await fresh.append(provider, INVESTIGATION, opened(), found())
    await fresh.fold(trouble.projection, provider)
    assert await cells(fresh, provider) == {}

    trouble.ill.clear()
    async with fresh.pools[PROJECTOR].acquire() as connection:
        await replay_parked(connection, Unit(trouble.projection, 1, provider))

    counts = await cells(fresh, provider)
    assert counts
    assert counts == await recounted(fresh, provider)


async def test_a_rebuild_gives_the_same_counts(fresh):
    provider = await fresh.provider()
    for stream, event in islice(trending(9), 150):
        await fresh.append(provider, stream, event)
    await fresh.fold(PROJECTION, provider, size=11)
    before = await cells(fresh, provider)

    done = await rebuild(fresh.pools[PROJECTOR], PROJECTION)

    assert all(one.same for one in done.compared)
    assert "trend_counts" in {one.table for one in done.compared}
    assert await cells(fresh, provider) == before
