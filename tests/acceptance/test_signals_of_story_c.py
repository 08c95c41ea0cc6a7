"""Story C as it happened: a measure slips, and one signal names every action that cites it."""

import pytest

from tests.acceptance.as_it_happened import a_story
from tests.acceptance.watched import watched

STORY = "C_careplans_residential"


@pytest.fixture
async def story(urls, registry, keyring):
    async with a_story(urls, registry, keyring, STORY) as story:
        yield story


async def signals(story, **filters):
    asked = "".join(f"&{name}={value}" for name, value in filters.items())
    measure = story.known.ids["measure:C1"]
    answer = await story.importer.get(f"/v1/signals?measure={measure}&limit=200{asked}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def test_one_signal_names_all_three_actions_that_cite_the_measure(story):
    await story.until("2025-11-30")
    assert await signals(story, direction="concern") == []
    await story.until("2025-12-05")

    [slipped] = await signals(story, direction="concern")
    three = sorted(story.known.ids[f"action:ACT-C-{number}"] for number in (1, 2, 3))
    ground = slipped["ground"]
    assert (slipped["subject"]["kind"], sorted(slipped["actions"])) == ("slipped", three)
    assert (ground["rule"], ground["first_period"]) == ("beyond_limit", "2025-11")
    assert (ground["view"], ground["segment"]) == ("rebased", "2025-06")
    assert ground["known_at"].startswith("2025-12-05")

    november = {"period": "2025-11", "numerator": 12, "denominator": 20}
    again = await story.importer.post(
        f"/v1/measures/{story.known.ids['measure:C1']}/measurements", november
    )
    await watched(story.world)
    assert again.status_code == 409
    assert await signals(story, direction="concern") == [slipped]

    # A person says on the measure what it was, and reopens one of the three; December goes on as
    # November was: the same signal, and nobody owes an answer to it any more.
    await story.until("2026-01-05")
    action = story.known.ids["action:ACT-C-3"]
    reopened = (await story.importer.get(f"/v1/actions/{action}")).json()
    assert len(reopened["reopened"]) == 1
    [same] = await signals(story, direction="concern")
    one = (await story.importer.get(f"/v1/signals/{slipped['id']}")).json()
    assert (same["id"], same["stage"]) == (slipped["id"], "answered")
    assert one["owes_answer"] is False
    assert [told["by"]["role"] for told in one["answers"]] == ["registered_manager"]
