"""A list is walked page by page: nothing is left out and nothing comes twice, whatever arrives."""

import re
from urllib.parse import quote
from uuid import uuid4

import pytest

from tests.integration.api_reading.asking import (
    ESCALATION,
    INCIDENTS,
    LOOPS,
    REGISTER,
    after,
    pages,
    read,
    refused,
    reported,
)

pytestmark = pytest.mark.usefixtures("worker")


@pytest.mark.parametrize("path", [REGISTER, INCIDENTS, ESCALATION])
async def test_every_incident_is_met_once_while_more_arrive(lead, path):
    there = [await reported(lead, f"CS-{number}") for number in range(120)]
    await read(lead, path, **after(*there))

    met, arrived = [], 0
    async for page in pages(lead, f"{path}?limit=25"):
        met += [one["id"] for one in page]
        arrived += 1
        await read(lead, path, **after(await reported(lead, f"late-{arrived}")))

    assert met == [one["id"] for one in reversed(there)]
    assert arrived == 5


async def test_every_loose_end_is_met_once_oldest_first(lead):
    there = [await reported(lead, f"CS-{number}") for number in range(12)]
    whole = (await read(lead, LOOPS, **after(*there)))["data"]

    met = [one async for page in pages(lead, f"{LOOPS}?limit=7") for one in page]

    assert [(one["subject"], one["loop"]) for one in met] == [
        (one["subject"], one["loop"]) for one in whole
    ]
    assert len(met) == 36
    assert [one["since"] for one in met] == sorted(one["since"] for one in met)


async def test_the_last_page_says_so_and_later_pages_do_not_count_again(lead):
    there = [await reported(lead, f"CS-{number}") for number in range(3)]
    first = await read(lead, f"{REGISTER}?limit=2&tally=true", **after(*there))
    last = await read(lead, f"{REGISTER}?limit=2&tally=true&cursor={first['next_cursor']}")

    assert [len(first["data"]), len(last["data"])] == [2, 1]
    assert first["tally"] == [{"kind": "safeguarding_concern", "state": "open", "incidents": 3}]
    assert (last["next_cursor"], last["tally"]) == (None, None)


async def test_nothing_is_counted_unless_it_is_asked_for(lead):
    seen = after(await reported(lead, "CS-1"))

    for path in (REGISTER, ESCALATION, LOOPS):
        assert (await read(lead, path, **seen))["tally"] is None


async def test_the_link_leads_to_the_next_page_of_the_same_question(lead):
    there = [await reported(lead, f"CS-{number}") for number in range(3)]
    since = quote("2020-01-01T00:00:00+01:00")
    path = f"{REGISTER}?kind=safeguarding_concern&recorded_from={since}&limit=2"
    first = await lead.get(path, **after(*there))

    found = re.fullmatch(r'<(.+)>; rel="next"', first.headers["link"])
    assert found is not None
    following = await lead.get(found[1])
    assert [one["id"] for one in following.json()["data"]] == [there[0]["id"]]
    assert "link" not in following.headers


async def test_today_stays_the_same_on_every_page(lead):
    there = [await reported(lead, f"CS-{number}") for number in range(2)]
    first = await read(lead, f"{LOOPS}?limit=1", **after(*there))
    later = await read(lead, f"{LOOPS}?limit=1&cursor={first['next_cursor']}")

    assert later["as_of"] == first["as_of"]


async def test_a_cursor_goes_with_its_question_alone(world, registry, lead):
    there = [await reported(lead, f"CS-{number}") for number in range(3)]
    first = await read(lead, f"{REGISTER}?state=open&limit=1", **after(*there))
    cursor = first["next_cursor"]
    theirs = uuid4()
    await registry.open_provider(theirs)
    stranger = await world.caller(provider=theirs)

    same = await lead.get(f"{REGISTER}?limit=2&state=open&cursor={cursor}")
    assert [one["id"] for one in same.json()["data"]] == [one["id"] for one in there[1::-1]]
    for caller, path in (
        (lead, f"{REGISTER}?state=closed&cursor={cursor}"),
        (lead, f"{REGISTER}?cursor={cursor}"),
        (lead, f"{INCIDENTS}?state=open&cursor={cursor}"),
        (lead, f"{REGISTER}?state=open&cursor={cursor[:-2]}AA"),
        (lead, f"{REGISTER}?state=open&cursor=x"),
        (stranger, f"{REGISTER}?state=open&cursor={cursor}"),
    ):
        assert refused(await caller.get(path)) == (400, "cursor-mismatch"), path
