"""The examples of the learning streams, and what the demo prepares for them."""

from typing import Any, Final

from api.demo.client import DemoClient

LEARNING: Final[dict[str, Any]] = {}


async def prepare_learning(client: DemoClient) -> None:
    """An investigation, an action, an audit and a service for each example that changes one."""
    await client.ready()
