"""What a provider publishes is small, frozen and safe; others may read that, and nothing else."""

import pytest

from api.scope import CredentialKind, Scope
from projections.trends.projection import PROJECTION as TRENDS
from tests.acceptance.watched import folded
from tests.acceptance.world import Caller, World, pretty

MANAGER = "registered_manager/m01"
VIEW = "/v1/views/published-tables"
QUARTERS = [f"2025-Q{number}" for number in range(1, 5)]


@pytest.fixture
async def manager(world: World) -> Caller:
    return (await world.caller()).acting_for(MANAGER)


def noticed(on: str, ref: str, **more):
    return {
        "source_ref": ref,
        "kind": "near_miss",
        "first_noticed": {"at": on},
        "what_happened": "An invented near miss.",
        **more,
    }


async def reported(manager: Caller, many: int, on: str, **more) -> None:
    for place in range(many):
        answer = await manager.report(noticed(on, f"P-{on}-{place}-{len(more)}", **more))
        assert answer.status_code == 201, pretty(answer)


async def publish(world: World, manager: Caller, period: str, dimension: str):
    await folded(world, [TRENDS])
    body = {"period": period, "dimension": dimension}
    return await manager.post("/v1/published-tables", body)


async def published(world: World, manager: Caller, period: str, dimension: str):
    answer = await publish(world, manager, period, dimension)
    assert answer.status_code == 201, pretty(answer)
    return answer.json()


async def true_year(world: World):
    """As a key reads it that acts for nobody."""
    key = await world.caller()
    answer = await key.get(f"{VIEW}?year=2025&audience=provider")
    assert answer.status_code == 200, pretty(answer)
    return answer.json()


def refused(answer):
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")


def cells(table, member="shown"):
    return {one["value"]: one[member] for one in table["cells"]}


async def test_small_numbers_are_hidden_and_the_others_rounded(world, manager):
    await reported(manager, 7, "2025-02-03")
    await reported(manager, 2, "2025-02-04", kind="low_level_concern")

    year = await published(world, manager, "2025-Q1", "kind")

    [table] = year["tables"]
    assert cells(table)["near_miss"] == "5"
    assert cells(table)["low_level_concern"] == cells(table)["safeguarding_concern"] == "[c]"
    [counted] = (await true_year(world))["tables"]
    assert cells(counted, "count")["low_level_concern"] == 2


async def test_good_practice_is_no_incident_and_is_in_no_table(world, manager):
    await reported(manager, 7, "2025-02-03")
    await reported(manager, 6, "2025-02-04", kind="good_practice")

    await published(world, manager, "2025-Q1", "kind")
    await published(world, manager, "2025-Q1", "none")

    by_kind, whole = (cells(table, "count") for table in (await true_year(world))["tables"])
    assert "good_practice" not in by_kind
    assert sum(by_kind.values()) == whole["all"] == 7


async def test_what_was_published_stays_as_it_was(world, manager):
    await reported(manager, 7, "2025-02-03")
    await published(world, manager, "2025-Q1", "kind")
    await reported(manager, 8, "2025-02-05")

    await published(world, manager, "2025-Q1", "none")

    year = await true_year(world)
    assert [
        cells(one, "count").get("near_miss") or cells(one, "count")["all"] for one in year["tables"]
    ] == [7, 7]
    again = await publish(world, manager, "2025-Q1", "kind")
    assert refused(again) == (409, "table-already-published")


async def test_a_year_follows_its_quarters_and_is_their_sum(world, manager):
    await reported(manager, 7, "2025-02-03")
    await reported(manager, 6, "2025-11-03")
    assert refused(await publish(world, manager, "2025", "none")) == (409, "quarters-not-published")
    for quarter in QUARTERS:
        await published(world, manager, quarter, "none")

    await published(world, manager, "2025", "none")

    assert cells((await true_year(world))["tables"][-1], "count") == {"all": 13}


async def test_a_period_that_is_not_over_is_not_published(world, manager):
    assert refused(await publish(world, manager, "2150-Q1", "kind")) == (409, "period-not-final")
    answer = await publish(world, manager, "2025-01", "kind")
    assert answer.status_code == 422


async def test_a_restricted_incident_is_in_no_table(world, manager):
    restricted = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    await reported(manager, 7, "2025-02-03")
    await reported(manager, 1, "2025-02-03", restricted=restricted)

    await published(world, manager, "2025-Q1", "none")

    assert cells((await true_year(world))["tables"][0], "count") == {"all": 7}


async def test_somebody_answers_for_what_is_published(world):
    nobody = await world.caller()
    assert refused(await publish(world, nobody, "2025-Q1", "kind")) == (400, "actor-required")


async def test_the_public_gets_what_was_published_and_nothing_else(world, manager):
    await reported(manager, 7, "2025-02-03")
    await published(world, manager, "2025-Q1", "kind")
    public = await world.caller(CredentialKind.PERSON_APP, "public", scopes=(Scope.PUBLISHED_READ,))

    answer = await public.get(f"{VIEW}?year=2025")

    assert answer.status_code == 200, pretty(answer)
    [table] = answer.json()["tables"]
    assert cells(table)["near_miss"] == "5"
    assert all(one.keys() == {"value", "shown"} for one in table["cells"])
    assert (await public.get(f"{VIEW}?year=2025&audience=provider")).status_code == 403
    assert (await public.get(f"{VIEW}?year=2025&known_at=2026-01-01T00:00:00Z")).status_code == 422
    assert (await public.get(f"{VIEW}?year=2025&service=x")).status_code == 422
    assert (await public.get("/v1/views/register")).status_code == 403
    assert (await public.get(VIEW)).status_code == 422


async def test_the_provider_sees_the_true_numbers_beside_them(world, manager):
    await reported(manager, 7, "2025-02-03")
    await published(world, manager, "2025-Q1", "kind")

    key = await world.caller()
    answer = await key.get(f"{VIEW}?year=2025&audience=provider&dimension=kind")

    [table] = answer.json()["tables"]
    assert cells(table, "count")["near_miss"] == 7


async def test_whoever_a_key_acts_for_reads_no_true_number(world, manager):
    """An incident that was counted may be restricted since, and one number more would tell it."""
    await reported(manager, 7, "2025-02-03")
    year = await published(world, manager, "2025-Q1", "kind")
    key, address = await world.caller(), f"/v1/published-tables/{year['id']}"
    addresses = (address, f"{address}/events", f"{VIEW}?year=2025&audience=provider")

    for where in addresses:
        theirs, true = (await manager.get(where)).text, (await key.get(where)).text
        assert ('count":' in true, 'count":' in theirs) == (True, False), where
        assert '"shown":"5"' in theirs
