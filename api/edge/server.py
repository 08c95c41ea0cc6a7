"""The server of `heed serve`: uvicorn with our protocol, and an end that finishes what it began.

At SIGTERM or SIGINT the process first says that it is draining (so that `/readyz` turns and long
polls end), waits `drain_seconds` for load balancers to notice, takes no new connection, gives
running requests 20 seconds, and returns to its caller, who still has things to close.
"""

import asyncio
import gc
import signal
import socket
from types import FrameType
from typing import Final

import uvicorn

from api.edge.draining import Draining
from api.edge.edge import Edge
from api.edge.limits import Limits
from api.edge.protocol import protocol_with

GRACE_SECONDS: Final = 20


class Server(uvicorn.Server):
    """`Server(...).run()` blocks until it has ended; `await server.serve()` inside a loop."""

    def __init__(
        self,
        app: Edge,
        *,
        host: str,
        port: int,
        limits: Limits,
        draining: Draining,
        drain_seconds: float = 0.0,
        grace_seconds: int = GRACE_SECONDS,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                http=protocol_with(limits),
                loop="auto",
                ws="none",
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=limits.idle_seconds,
                timeout_graceful_shutdown=grace_seconds,
            )
        )
        self._draining = draining
        self._drain_seconds = drain_seconds

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """What is there by now stays: the collector need not walk it again with every request."""
        await super().startup(sockets)
        gc.collect()
        gc.freeze()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - a signal handler's
        """End, without uvicorn's raising the signal again: it would end the process at once."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._draining.begin()
        await asyncio.sleep(0 if self.force_exit else self._drain_seconds)
        await super().shutdown(sockets)
