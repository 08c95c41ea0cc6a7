"""How the tests of this folder ask: what they wrote is in what they read."""

from collections.abc import AsyncIterator
from typing import Any

from tests.acceptance.world import Caller, pretty

REGISTER, ESCALATION, LOOPS = "/v1/views/register", "/v1/views/escalation", "/v1/views/open-loops"
INCIDENTS = "/v1/incidents"
CONCERN = {
    "kind": "safeguarding_concern",
    "first_noticed": {"at": "2026-03-02T07:40:00+00:00", "by": "staff"},
    "organisation_aware": {"at": "2026-03-02T08:10:00+00:00"},
}


async def reported(caller: Caller, ref: str, **more: Any) -> dict[str, Any]:
    answer = await caller.report({"source_ref": ref, **CONCERN, **more})
    assert answer.status_code == 201, pretty(answer)
    return answer.json()


def after(*written: dict[str, Any]) -> dict[str, str]:
    """Headers of a read that must see all of these."""
    last = max(int(one["receipt"]["position"].partition(".")[2]) for one in written)
    return {"Heed_Min_Position": f"e1.{last}", "Prefer": "wait=10"}


async def read(caller: Caller, path: str, **headers: str) -> dict[str, Any]:
    answer = await caller.get(path, **headers)
    assert answer.status_code == 200, pretty(answer)
    return answer.json()


async def pages(caller: Caller, path: str) -> AsyncIterator[list[dict[str, Any]]]:
    """Page after page, by the cursor in the body."""
    page = await read(caller, path)
    while True:
        yield page["data"]
        if page["next_cursor"] is None:
            return
        joined = "&" if "?" in path else "?"
        page = await read(caller, f"{path}{joined}cursor={page['next_cursor']}")


async def ids(caller: Caller, path: str, **headers: str) -> list[str]:
    return [one["id"] for one in (await read(caller, path, **headers))["data"]]


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")
