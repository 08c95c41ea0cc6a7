"""Whether an improvement holds: the stories of the home that slipped and of the one that held."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from adapters.postgres.credential import open_registry
from adapters.vault.file_keyring import FileKeyring
from api.scope import CredentialKind
from api.wiring import Urls
from tests.acceptance.charting import figure, rows
from tests.acceptance.improving import recorded, refused, said
from tests.acceptance.scenarios_replay import STORIES, replayed
from tests.acceptance.watched import watched
from tests.acceptance.world import Caller, World, a_world, pretty

FIFTH_OF_DECEMBER = "2025-12-05T18:00:00Z"
BOUNDARIES, _, PLANS = STORIES


async def hold(caller, action, **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    answer = await caller.get(f"/v1/actions/{action}/hold?{asked}")
    assert answer.status_code == 200, pretty(answer)
    return answer.json()


def of(told, measure):
    [one] = [one for one in told["measures"] if one["measure"] == measure]
    return one


@pytest.fixture(scope="module")
async def told_world(urls: Urls, keyring: FileKeyring) -> AsyncIterator[tuple[World, Caller]]:
    """A provider for the stories of this module, which only read once they are told."""
    assert urls.owner is not None
    async with AsyncExitStack() as stack:
        registry = await open_registry(urls.owner)
        stack.push_async_callback(registry.close)
        world = await stack.enter_async_context(a_world(urls, registry, keyring))
        yield world, await world.caller(CredentialKind.ADMIN, "carepath")


@pytest.fixture(scope="module")
async def importer(told_world):
    return told_world[1]


@pytest.fixture(scope="module")
async def slipped(told_world):
    """The home whose new wing was not trained."""
    world, importer = told_world
    known = await replayed(importer, PLANS)
    await watched(world)
    return known


async def test_the_home_that_slipped_is_called_so_for_each_action_that_cites_the_measure(
    importer, slipped
):
    known = slipped
    actions = {name: known.ids[f"action:ACT-C-{name}"] for name in (1, 2, 3)}
    plans = known.ids["measure:C1"]

    for action in actions.values():
        told = await hold(importer, action, as_of=FIFTH_OF_DECEMBER)

        assert (told["state"], told["word"]) == ("verified", "slipped")
        by_plans = of(told, plans)
        assert (by_plans["word"], by_plans["judged_by"]) == ("slipped", "rebased")
        assert by_plans["frozen"]["variation"] == "special_cause_improvement"
        assert by_plans["rebased"]["variation"] == "special_cause_concern"
        assert (by_plans["newest_period"], by_plans["signal_began"]) == ("2025-11", "2025-11")
        assert by_plans["trial_limits"] is True

    third = (await importer.get(f"/v1/actions/{actions[3]}")).json()
    assert len(third["reopened"]) == 1
    assert third["reopened"][0]["at"]["at"][:10] == "2025-12-09"


async def test_an_action_that_was_reopened_has_no_verdict_until_it_is_verified_anew(
    importer, slipped
):
    known = slipped
    again = known.ids["action:ACT-C-3"]

    open_again = await hold(importer, again, as_of="2025-12-20T12:00:00Z")
    anew = await hold(importer, again, as_of="2026-03-31T12:00:00Z")

    assert (open_again["state"], open_again["word"], open_again["measures"]) == ("agreed", None, [])
    assert anew["verified_at"] == "2026-01-28T10:00:00Z"
    assert (anew["word"], anew["reasons"][0]) == ("not_proven", "too_few")


async def test_a_measurement_that_is_sent_twice_changes_no_verdict(importer, slipped):
    known = slipped
    action, plans = known.ids["action:ACT-C-1"], known.ids["measure:C1"]
    before = await hold(importer, action, as_of=FIFTH_OF_DECEMBER)

    again = {"period": "2025-11", "numerator": 12, "denominator": 20}
    answer = await importer.post(f"/v1/measures/{plans}/measurements", again)

    after = await hold(importer, action, as_of=FIFTH_OF_DECEMBER)
    assert refused(answer)[:2] == (409, "period-already-measured")
    assert after == before | {"position": after["position"]}


async def test_each_checkpoint_says_what_it_was_on_its_day(importer, slipped):
    known = slipped

    told = await hold(importer, known.ids["action:ACT-C-1"], as_of=FIFTH_OF_DECEMBER)

    points = [(one["kind"], one["at"][:10], one["due"], one["word"]) for one in told["checkpoints"]]
    assert points == [
        ("in_place", "2025-06-14", True, None),
        ("early_look", "2025-07-23", True, "not_proven"),
        ("effect", "2025-09-03", True, "not_proven"),
        ("effect", "2025-12-10", False, None),
        ("effect", "2026-06-10", False, None),
    ]
    assert told["checkpoints"][1]["reasons"] == ["too_few"]


async def test_what_was_known_then_is_not_offered_of_an_action_that_came_on_record_later(
    importer, slipped
):
    known = slipped
    action = known.ids["action:ACT-C-1"]

    told = await hold(importer, action, as_of=FIFTH_OF_DECEMBER)

    assert told["known_since"] > told["checkpoints"][-1]["at"]
    assert {one["as_known_then"] for one in told["checkpoints"]} == {None}
    assert all(one["known_since"] >= told["verified_at"] for one in told["measures"])


async def test_a_word_on_figures_that_stopped_says_since_when(importer, slipped):
    known = slipped
    action = known.ids["action:ACT-C-2"]

    on_the_day = await hold(importer, action, as_of=FIFTH_OF_DECEMBER)
    much_later = await hold(importer, action, as_of="2026-11-25T09:00:00Z")

    plans = of(much_later, known.ids["measure:C1"])
    assert on_the_day["stale_since"] is None
    assert (plans["word"] is not None, plans["stale_since"]) == (True, much_later["stale_since"])
    assert plans["stale_since"] < "2026-06-01"


EARLIER = (
    "2024-04-20", "2024-06-02", "2024-06-30", "2024-08-25", "2024-10-01", "2024-10-22",
    "2024-12-05", "2025-01-14", "2025-02-19", "2025-04-15",
)  # fmt: skip
"""The boundary concerns behind the story's measure, besides the one that it tells."""
LATER = ("2025-06-20", "2025-12-01")
LATE_JANUARY = "2026-01-28T12:00:00Z"


async def boundary_concern(importer, known, day):
    body = {
        "source_ref": f"B-{day}",
        "kind": "safeguarding_concern",
        "service": {"id": known.service},
        "first_noticed": {"at": f"{day}T10:00:00Z", "by": "staff"},
        "suggested_factors": ["boundaries"],
        "what_happened": "A message on a private phone.",
    }
    return recorded(await importer.report(body))["id"]


async def the_home_that_held(importer):
    """With the days between concerns, which the story keeps beside its log."""
    known = await replayed(importer, BOUNDARIES)
    between = {"id": known.ids["measure:A2"]}
    for row in rows("A2_days_between"):
        recorded(await said(importer, between, "measurements", figure(row)))
    for day in EARLIER:
        await boundary_concern(importer, known, day)
    return known, [await boundary_concern(importer, known, day) for day in LATER]


async def test_two_later_concerns_stand_beside_the_number_expected_and_change_no_word(
    told_world,
):
    world, importer = told_world
    known, later = await the_home_that_held(importer)
    await watched(world)

    told = await hold(importer, known.ids["action:ACT-A-1"], as_of=LATE_JANUARY)

    assert (told["word"], told["began_before_action"]) == ("holding", True)
    confidence, between = (of(told, known.ids[f"measure:{name}"]) for name in ("A1", "A2"))
    assert confidence["reasons"] == ["sample_not_comparable"]
    assert (confidence["signal_began"], confidence["began_before_action"]) == ("2025-03", True)
    assert (between["word"], between["points_since"]) == ("holding", 3)
    again = told["recurrences"]
    assert [one["incident"] for one in again["incidents"]] == later
    assert (again["watch_from"], again["watch_until"]) == ("2025-06-06", "2025-12-05")
    assert (again["observed"], again["days"]) == (2, 182)
    assert 4 < again["expected"]["number"] < 6
    assert again["expected"]["lower"] < again["expected"]["number"] < again["expected"]["upper"]
    assert again["expected"]["before"] == 11
