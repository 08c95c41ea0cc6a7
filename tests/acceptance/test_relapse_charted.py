"""Ashgrove, told as it happened: what its charts said on 5 December 2025, and what was known then.

The clock of Heed follows the story, so that what was recorded when is as it was.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from adapters.postgres.credential import open_registry
from adapters.vault.file_keyring import FileKeyring
from api.wiring import Urls
from api.work import working
from tests.acceptance.as_it_happened import a_story
from tests.acceptance.charting import chart, position
from tests.acceptance.scenarios_figures import Told
from tests.acceptance.scenarios_replay import STORIES

FIFTH = "2025-12-05T12:00:00Z"
"""Of December 2025, after the audit of November was sent."""


@pytest.fixture(scope="module")
async def ashgrove(urls: Urls, keyring: FileKeyring) -> AsyncIterator[Told]:
    assert urls.owner is not None
    registry = await open_registry(urls.owner)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(registry.close)
        await stack.enter_async_context(working(urls.projector))
        story = await stack.enter_async_context(a_story(urls, registry, keyring, STORIES[2]))
        await story.until("2026-06-30", look=False)
        yield Told(story.importer, story.known, await position(story.importer))


async def charted(ashgrove: Told, measure: str = "C1", **query: str) -> dict[str, Any]:
    identity = {"id": ashgrove.known.ids[f"measure:{measure}"]}
    return await chart(ashgrove.importer, identity, ashgrove.position, **query)


@pytest.mark.parametrize("asked", [{"as_of": FIFTH}, {"as_of": FIFTH, "known_at": FIFTH}])
async def test_the_old_limits_say_improvement_and_the_new_ones_concern(ashgrove, asked):
    told = await charted(ashgrove, **asked)

    views = told["views"]
    november = next(one for one in views["rebased"]["points"] if one["period"] == "2025-11")
    assert views["frozen"]["variation"] == "special_cause_improvement"
    assert views["rebased"]["variation"] == "special_cause_concern"
    assert views["rebased"]["in_force"] is True
    assert november["rules"] == ["beyond_limit"]
    assert views["rebased"]["trial_limits"] is True
    assert "a concern" in views["rebased"]["reading"]
    assert "an improvement" in views["frozen"]["reading"]


async def test_before_the_audit_of_november_was_sent_nothing_was_known_of_it(ashgrove):
    told = await charted(ashgrove, as_of=FIFTH, known_at="2025-12-05T08:00:00Z")

    assert told["periods"][-1]["period"] == "2025-10"
    assert told["views"]["rebased"]["variation"] == "common_cause"


async def test_what_people_did_stands_on_the_chart_at_its_time(ashgrove):
    told = await charted(ashgrove, as_of="2026-06-30T00:00:00Z")
    then = await charted(ashgrove, as_of=FIFTH, known_at=FIFTH)

    marks = [(one["mark"], one["period"]) for one in told["annotations"]]
    assert ("action_reopened", "2025-12") in marks
    assert ("signal_answered", "2025-12") in marks
    assert ("rebased", "2025-06") in marks
    assert marks.count(("action_verified", "2025-06")) == 3
    assert "action_reopened" not in {one["mark"] for one in then["annotations"]}


async def test_concerns_per_bed_day_say_that_they_came_back_too(ashgrove):
    told = await charted(ashgrove, "C2", as_of=FIFTH)

    assert told["chart"] == "u"
    assert told["views"]["rebased"] is None
    [november, december] = [one["standing"] for one in told["periods"][-2:]]
    assert (november, december) == ("counted", "open")
