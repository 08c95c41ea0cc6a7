"""The examples of published tables, and what the demo prepares for them: a table of an earlier
quarter.
"""

from collections.abc import Mapping
from typing import Any, Final

from api.demo.client import DemoClient, NotLoaded
from api.demo.seed import PROVIDER
from api.publishing.resource import stream_of
from domain.identifier import shown

ACTOR: Final = "registered_manager/m01"
BEGUN_PUBLISHING: Final[Mapping[str, Any]] = {
    "beginPublishedYear": {"period": "2025-Q2", "dimension": "kind"}
}
READ_PUBLISHING: Final[Mapping[str, str]] = {
    "getPublishedYear": shown("pub", stream_of(PROVIDER, "2025"))
}
_EARLIER: Final = {"period": "2025-Q1", "dimension": "kind"}
_ATTEMPTS: Final = 6


async def prepare_publishing(client: DemoClient) -> None:
    """Nothing is published of what is not counted yet, and while so much is told that takes a
    while.
    """
    for _ in range(_ATTEMPTS - 1):
        try:
            await client.post("/v1/published-tables", _EARLIER, key="EX/published", actor=ACTOR)
        except NotLoaded:
            continue
        return
    await client.post("/v1/published-tables", _EARLIER, key="EX/published", actor=ACTOR)
