"""The examples of an action that is watched: one whose factor came again in its own house.

Heed notes the recurrence by itself, so that loading the demo waits until it has.
"""

import asyncio
import time
from collections.abc import Mapping
from typing import Final

from api.demo.client import PATIENCE_SECONDS, DemoClient, NotLoaded
from api.demo.learning_examples import (
    ACTION,
    EVIDENCE,
    FINDING,
    OPENED,
    OTHER,
    SERVICE,
    evidence_of,
    finding_of,
    subject,
)
from api.demo.sample import Example, incident_of
from api.demo.seed import demo_name

NOTED: Final = 4
"""The version of the action as soon as its recurrence is noted."""
LOOKED_AT: Final = "recordActionRecurrencesLookedAt"
_ANSWERED: Final = f"{LOOKED_AT}/answered"
_HOUSE: Final = demo_name("svc", f"EX/{LOOKED_AT}/service")
_AGAIN: Final = demo_name("inc", "EX-came-again:1")
_VERIFIED: Final = "2019-02-03T10:15:00+00:00"
_WAIT_SECONDS: Final = 0.2

HOLDS: Final = (
    Example(
        LOOKED_AT,
        "",
        {
            "incidents": [_AGAIN],
            "text": "One message, told by the worker the same evening. Nothing is to be redone.",
            "at": "2019-03-06T10:00:00+00:00",
        },
        version=NOTED,
        actor="registered_manager/m01",
        about=subject("act", LOOKED_AT),
    ),
)
READ_HOLDS: Final[Mapping[str, str]] = {"getActionHold": subject("act", LOOKED_AT)}


async def prepare_holds(client: DemoClient) -> None:
    """A verified action on boundaries, and an incident of the month after."""
    await client.post("/v1/services", SERVICE, key=f"EX/{LOOKED_AT}/service")
    await client.post("/v1/investigations", OPENED, key=f"EX/{_ANSWERED}")
    path = f"/v1/investigations/{subject('inv', _ANSWERED)}"
    await client.post(f"{path}/evidence", EVIDENCE, key=f"EX/{_ANSWERED}/evidence")
    found = {**FINDING, "evidence": [evidence_of(_ANSWERED)]}
    await client.post(f"{path}/findings", found, key=f"EX/{_ANSWERED}/finding")
    answered = {"investigation": subject("inv", _ANSWERED), "finding": finding_of(_ANSWERED)}
    body = {**ACTION, "findings": [answered], "service": _HOUSE, "at": _VERIFIED}
    await client.post("/v1/actions", body, key=f"EX/{LOOKED_AT}")
    action = f"/v1/actions/{subject('act', LOOKED_AT)}"
    done, seen = f"EX/{LOOKED_AT}/completion", f"EX/{LOOKED_AT}/verification"
    at = {"at": _VERIFIED}
    await client.post(f"{action}/completions", at, key=done, actor="trainer/t01", version=1)
    await client.post(f"{action}/verifications", at, key=seen, actor=OTHER, version=2)
    again = {
        "service": {"id": _HOUSE},
        "first_noticed": {"at": "2019-03-05T09:00:00+00:00"},
        "suggested_factors": ["boundaries"],
    }
    await client.post("/v1/incidents", {**incident_of("came-again"), **again})
    await _noted(client, action)


async def _noted(client: DemoClient, action: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while (await client.get(action)).body["version"] < NOTED:
        if time.monotonic() > end:
            raise NotLoaded(f"{action}: Heed has noted no recurrence.")
        await asyncio.sleep(_WAIT_SECONDS)
