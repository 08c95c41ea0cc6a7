"""Whoever wrote can read what they wrote, and nobody is shown an older state unawares."""

import asyncio

import pytest

from api.work import working
from tests.integration.api_reading.asking import (
    ESCALATION,
    INCIDENTS,
    LOOPS,
    REGISTER,
    after,
    ids,
    read,
    refused,
    reported,
)


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("path", [REGISTER, INCIDENTS, ESCALATION])
async def test_a_read_that_names_a_position_sees_it(lead, path):
    for number in range(5):
        written = await reported(lead, f"CS-{number}")

        assert (await ids(lead, path, **after(written)))[0] == written["id"]


@pytest.mark.usefixtures("worker")
async def test_an_answer_says_what_it_reflects(lead):
    written = await reported(lead, "CS-1")

    answer = await lead.get(REGISTER, **after(written))

    assert answer.headers["heed-position"] == answer.json()["position"]
    assert answer.json()["position"] == written["receipt"]["position"]
    assert "heed-stale" not in answer.headers


@pytest.mark.usefixtures("worker")
async def test_rows_counts_and_position_are_of_one_moment(lead):
    await read(lead, REGISTER, **after(await reported(lead, "CS-0")))

    async def looked():
        page = await read(lead, f"{REGISTER}?limit=200&tally=true")
        return len(page["data"]), page["tally"][0]["incidents"], page["position"]

    async with asyncio.TaskGroup() as tasks:
        for number in range(1, 60):
            tasks.create_task(reported(lead, f"CS-{number}"))
        looks = [await looked() for _ in range(20)]

    for shown, counted, position in looks:
        # The provider's own first event, and one for each incident.
        assert (shown, counted) == (int(position.removeprefix("e1.")) - 1,) * 2


async def test_a_view_that_is_behind_says_so_and_when_to_ask_again(urls, lead):
    async with working(urls.projector):
        seen = await reported(lead, "CS-1")
        await read(lead, REGISTER, **after(seen))
    written = await reported(lead, "CS-2")
    wanted = after(written)["Heed_Min_Position"]

    answer = await lead.get(REGISTER, Heed_Min_Position=wanted, Prefer="wait=0")

    assert refused(answer) == (503, "read-model-behind")
    assert answer.headers["retry-after"] == "1"
    assert answer.json()["retryable"] is True


async def test_who_takes_an_older_state_is_told_that_it_is_one(urls, lead):
    async with working(urls.projector):
        seen = await reported(lead, "CS-1")
        await read(lead, LOOPS, **after(seen))
        await read(lead, REGISTER, **after(seen))
    wanted = after(await reported(lead, "CS-2"))["Heed_Min_Position"]

    headers = {"Heed_Min_Position": wanted, "Prefer": "wait=0, handling=lenient"}
    answer = await lead.get(REGISTER, **headers)

    assert [one["id"] for one in answer.json()["data"]] == [seen["id"]]
    assert answer.headers["heed-stale"] == "true"
    assert answer.json()["position"] == seen["receipt"]["position"]
    assert "heed-stale" not in (await lead.get(REGISTER)).headers


@pytest.mark.parametrize("position", ["e1.999999", "e2.1", "42", "e1.-1", "e1.1 or so", ""])
async def test_a_position_that_this_log_never_gave_is_refused(lead, position):
    answer = await lead.get(REGISTER, Heed_Min_Position=position)

    assert refused(answer) == (400, "position-unknown")
