"""What was known when: a fact that came late was not known before it came."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from tests.acceptance.world import Caller, a_world
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

pytestmark = pytest.mark.usefixtures("worker")


def march(day: int) -> datetime:
    return datetime(2026, 3, day, 9, tzinfo=UTC)


def known(day: int) -> str:
    return f"known_at=2026-03-{day:02}T12:00:00Z"


@dataclass
class Calendar:
    """A clock that a test turns."""

    today: datetime

    def __call__(self) -> datetime:
        return self.today


@pytest.fixture
def calendar() -> Calendar:
    return Calendar(march(1))


@pytest.fixture
async def then(urls, registry, keyring, calendar) -> AsyncIterator[Caller]:
    async with a_world(urls, registry, keyring, calendar) as world:
        yield await world.caller()


async def test_a_fact_that_was_recorded_late_was_not_known_before(then, calendar):
    written = await reported(then, "CS-1")
    calendar.today = march(9)
    protected = await then.post(
        f"{INCIDENTS}/{written['id']}/immediate-actions",
        {"safe_now": "yes", "done": [{"kind": "moved_to_safety", "at": "2026-03-01T10:00:00Z"}]},
    )
    seen = after(protected.json())
    path = f"{INCIDENTS}/{written['id']}"

    assert (await read(then, f"{path}?{known(5)}"))["safe_now"] is None
    assert (await read(then, f"{path}?{known(10)}"))["safe_now"] == "yes"
    [entry] = (await read(then, f"{REGISTER}?{known(5)}", **seen))["data"]
    assert entry["safe_now"] is None
    [entry] = (await read(then, f"{REGISTER}?{known(10)}", **seen))["data"]
    assert entry["safe_now"] == "yes"
    assert await loops(then, f"{LOOPS}?loop=protection&{known(5)}") == [written["id"]]
    assert await loops(then, f"{LOOPS}?loop=protection&{known(10)}") == []


async def loops(caller: Caller, path: str) -> list[str]:
    return [one["subject"] for one in (await read(caller, path))["data"]]


async def test_before_it_was_reported_nobody_knew_of_it(then, calendar):
    calendar.today = march(9)
    written = await reported(then, "CS-1")

    for view in (REGISTER, ESCALATION):
        assert await ids(then, f"{view}?{known(5)}", **after(written)) == []
        assert await ids(then, f"{view}?{known(10)}") == [written["id"]]
    answer = await then.get(f"{INCIDENTS}/{written['id']}?{known(5)}")
    assert refused(answer) == (404, "not-found")


async def test_the_answer_says_which_position_was_known_then(then, calendar):
    first = await reported(then, "CS-1")
    calendar.today = march(9)
    second = await reported(then, "CS-2")

    view = await read(then, f"{REGISTER}?{known(5)}&tally=true", **after(second))

    assert view["position"] == first["receipt"]["position"].partition(".")[0] + "." + str(
        int(second["receipt"]["position"].partition(".")[2]) - 1
    )
    assert [one["incidents"] for one in view["tally"]] == [1]


async def test_a_version_and_a_time_together_are_the_earlier_of_the_two(then, calendar):
    written = await reported(then, "CS-1")
    calendar.today = march(9)
    path = f"{INCIDENTS}/{written['id']}"
    await then.post(f"{path}/immediate-actions", {"safe_now": "yes"})
    newest = await read(then, path)

    assert newest["version"] > written["version"]
    assert (await read(then, f"{path}?version=1&{known(10)}"))["version"] == 1
    both = await read(then, f"{path}?version={newest['version']}&{known(5)}")
    assert both["version"] == written["version"]


async def test_what_is_restricted_today_is_hidden_from_yesterdays_view(then, calendar):
    written = await reported(then, "CS-1")
    calendar.today = march(9)
    hidden = await then.post(
        f"{INCIDENTS}/{written['id']}/restrictions",
        {"exclude": ["w21"], "reason": "names_a_member_of_staff"},
        If_Match=f'"{written["version"]}"',
    )
    assert hidden.status_code == 201
    them = then.acting_for("support_worker/w21")

    for view in (REGISTER, ESCALATION, LOOPS):
        answer = await read(them, f"{view}?{known(5)}&tally=true", **after(hidden.json()))
        assert answer["data"] == []
        assert all(
            not any(v for k, v in one.items() if k in {"incidents", "finished", "waiting", "open"})
            for one in answer["tally"]
        )
    answer = await them.get(f"{INCIDENTS}/{written['id']}?{known(5)}")
    assert refused(answer) == (404, "not-found")


async def test_the_history_holds_every_fact_and_who_recorded_it(then):
    written = await reported(then.acting_for("support_worker/w08"), "CS-1")
    path = f"{INCIDENTS}/{written['id']}"
    await then.post(f"{path}/immediate-actions", {"safe_now": "yes"})

    first = await read(then, f"{path}/events?limit=1")
    rest = await read(then, f"{path}/events?limit=1&cursor={first['next_cursor']}")

    assert first["data"][0]["type"] == "incident.reported.v1"
    assert first["data"][0]["actor"]["role"] == "support_worker"
    assert first["data"][0]["facts"]["kind"] == "safeguarding_concern"
    assert rest["data"][0]["type"] == "incident.immediate_actions_taken.v1"
    assert rest["next_cursor"] is None
