"""One story of `scenarios/`, said to Heed over HTTP by an importer, with the story's own times."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.acceptance.scenarios_learning import TOLD_AS
from tests.acceptance.scenarios_mapping import Data, Known, Request
from tests.acceptance.world import Caller, pretty

FOLDER = Path(__file__).parent / "scenarios"
STORIES = ("A_boundaries_supported_living", "B_escalation_domiciliary", "C_careplans_residential")


def entries(story: str) -> Iterator[Data]:
    """The events of the story's log, in order."""
    lines = (FOLDER / f"{story}.jsonl").read_text(encoding="utf-8").splitlines()
    return (json.loads(line) for line in lines)


def expected() -> dict[str, Any]:
    """What the stories have to give, by story, and across them under `_all`."""
    return json.loads((FOLDER / "expected_views.json").read_text(encoding="utf-8"))


async def _send(importer: Caller, request: Request, key: str) -> Data:
    """People judged it long ago on what was there then: whatever stands there is meant."""
    headers = {"If_Match": "*"}
    if request.path != "/v1/incidents":
        headers["Idempotency_Key"] = key
    if request.by is not None:
        headers["Heed_On_Behalf_Of"] = request.by
    answer = await importer.post(request.path, request.body, **headers)
    assert answer.status_code == 201, f"{key} {request}: {pretty(answer)}"
    return answer.json()


async def told(importer: Caller, story: str, entry: Data, known: Known) -> None:
    """One event of the story: the requests that say it, and what Heed calls what it names."""
    telling, number = TOLD_AS[entry["type"]](entry, known), 0
    request = next(telling, None)
    while request is not None:
        number += 1
        answer = await _send(importer, request, f"{story}/{entry['n']}/{number}")
        try:
            request = telling.send(answer)
        except StopIteration:
            request = None


async def replayed(importer: Caller, story: str) -> Known:
    """Every event of the story, and what Heed calls what it names."""
    known = Known()
    for entry in entries(story):
        await told(importer, story, entry, known)
    return known
