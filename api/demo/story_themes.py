"""What the stories tell of themes: found by Heed or begun by a person, and confirmed."""

import asyncio
import time
from typing import Final

from api.demo.client import PATIENCE_SECONDS, NotLoaded
from api.demo.telling import Entry, Telling

_WAIT_SECONDS: Final = 0.2


async def wait_for_theme(telling: Telling, entry: Entry) -> None:
    """Heed finds it by itself, by the rule that the entry names, once it has looked."""
    rule = entry["data"]["rule"]
    path = f"/v1/themes?service={telling.service}&rule={rule}"
    end = time.monotonic() + PATIENCE_SECONDS
    while not (found := (await telling.client.get(path)).body["data"]):
        if time.monotonic() > end:
            raise NotLoaded(f"{entry['stream']}: Heed has not proposed it by {rule}.")
        await asyncio.sleep(_WAIT_SECONDS)
    telling.keep(entry, found[0])


async def begin_theme(telling: Telling, entry: Entry) -> None:
    data = entry["data"]
    body = {
        "title": data["title"],
        "reason": data["reason"],
        "factor": data["factor"],
        "incidents": [telling.ids[f"concern:{name}"] for name in data["concerns"]],
        "service": telling.service,
        "at": entry["occurred_at"],
    }
    await telling.begin(entry, body)


async def confirm_theme(telling: Telling, entry: Entry) -> None:
    said = {"reason": entry["data"]["reason"], "at": entry["occurred_at"]}
    await telling.say(entry, "confirmations", said)
