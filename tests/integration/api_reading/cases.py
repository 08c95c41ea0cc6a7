"""Invented cases for the views that count them, with the times and people that a test needs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.acceptance.world import Caller, pretty

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MANAGER = "registered_manager/m01"
SAFE = {"immediate_actions": {"safe_now": "nothing_needed"}}


def after_hours(hours: float, since: datetime = NOON) -> str:
    return (since + timedelta(hours=hours)).isoformat()


async def case(
    caller: Caller,
    ref: str,
    *,
    noticed: datetime = NOON,
    aware: float | None = None,
    told: float | None = None,
    kind: str = "safeguarding_concern",
    **more: Any,
) -> dict[str, Any]:
    """`aware`, `told`: so many hours after noticing; None: not yet."""
    body: dict[str, Any] = {
        "source_ref": ref,
        "kind": kind,
        "first_noticed": {"at": noticed.isoformat(), "by": "staff"},
        **more,
    }
    if aware is not None:
        body["organisation_aware"] = {"at": after_hours(aware, noticed)}
    if told is not None:
        body["reported_to"] = [{"body": "council_safeguarding", "at": after_hours(told, noticed)}]
    answer = await caller.report(body)
    assert answer.status_code == 201, pretty(answer)
    return answer.json()


def alleged(ref: str) -> dict[str, Any]:
    return {"people": [{"ref": ref, "is": ["alleged_to_have_caused_harm"]}]}


def adult(ref: str) -> dict[str, Any]:
    return {"people": [{"ref": ref, "is": ["adult_at_risk"]}]}


async def person_of(lead: Caller, incident: dict[str, Any]) -> str:
    """The reference of the first person that an incident names."""
    answer = await lead.get(f"/v1/incidents/{incident['id']}")
    return answer.json()["people"][0]["id"]


async def closed(lead: Caller, incident: dict[str, Any]) -> dict[str, Any]:
    path = f"/v1/incidents/{incident['id']}/closures"
    answer = await lead.acting_for(MANAGER).post(path, {}, If_Match="*")
    assert answer.status_code == 201, pretty(answer)
    return answer.json()
