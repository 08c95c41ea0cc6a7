"""The examples of the learning streams, and what the demo prepares for them."""

from typing import Final

from api.demo.client import DemoClient
from api.demo.sample import Example

LEARNING: Final[tuple[Example, ...]] = ()


async def prepare_learning(client: DemoClient) -> None:
    """An investigation, an action, an audit and a service for each example that changes one."""
    await client.ready()
