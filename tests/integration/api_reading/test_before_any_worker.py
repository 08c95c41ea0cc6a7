"""A Heed on whose database no worker has run yet: reports are taken, views are not there."""

from tests.integration.api_reading.asking import INCIDENTS, REGISTER, read, refused, reported


async def test_a_report_is_taken_and_read_back_without_any_view(lead):
    written = await reported(lead, "CS-1")

    one = await read(lead, f"{INCIDENTS}/{written['id']}")
    by_reference = await read(lead, f"{INCIDENTS}?source_ref=CS-1&source_ref=CS-2")

    assert one["id"] == written["id"]
    assert [one["id"] for one in by_reference["data"]] == [written["id"]]


async def test_a_view_says_that_it_is_behind(lead):
    for path in (REGISTER, INCIDENTS):
        answer = await lead.get(path, Prefer="handling=lenient")

        assert refused(answer) == (503, "read-model-behind")


async def test_it_is_ready_and_degraded(world):
    answer = await world.client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "degraded"})


async def test_the_status_shows_no_view(lead):
    written = await reported(lead, "CS-1")

    status = await read(lead, "/v1/status")

    assert status == {"head": written["receipt"]["position"], "projections": []}
