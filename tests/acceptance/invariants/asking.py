"""How the tests of this folder ask: what a rule forbids is refused, and its refusal is explained.

A refusal counts only where it carries the code of its rule, and where `/problems/{code}` says to
anybody, without a key, what it means and with which status it comes.
"""

from typing import Any

from tests.acceptance.improving import Said, recorded, reported, said
from tests.acceptance.world import Caller, World, pretty

AWARE = "2026-03-02T08:10:00+00:00"
CONCERN = {
    "kind": "safeguarding_concern",
    "first_noticed": {"at": "2026-03-02T07:40:00+00:00", "by": "staff"},
    "organisation_aware": {"at": AWARE},
    "risks": [
        {"type": "physical", "source": "service_provider", "location": "own_home"},
    ],
}


async def forbidden(world: World, answer: Any, code: str, *pointers: str) -> None:
    """Refused with this code, at these members, and the catalogue explains it."""
    problem = answer.json()
    assert problem.get("type") == f"/problems/{code}", pretty(answer)
    for pointer in pointers:
        assert pointer in {error["pointer"] for error in problem["errors"]}, pretty(answer)
    explained = await world.client.get(problem["type"])
    assert explained.status_code == 200, pretty(explained)
    page = explained.json()
    assert page["status"] == answer.status_code
    assert page["detail"]
    assert page["detail"] == problem["detail"]


async def concern(caller: Caller, ref: str = "CS-1", **more: Any) -> Said:
    return await reported(caller, ref, **CONCERN | more)


async def ruled_out(caller: Caller, incident: Said, *duties: str) -> Said:
    body = {"duties": duties, "reason": "Not owed here.", "decided_by": "registered_manager"}
    return recorded(await said(caller, incident, "ruled-out-duties", body))
