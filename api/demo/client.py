"""The demo's own HTTP client: a caller like any other, over loopback, with nothing but its key.

The standard library's blocking client in a thread, so that Heed itself needs no HTTP client to
run. Whatever is not answered with 2xx ends the loading with the problem's own words.
"""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import urlsplit

PATIENCE_SECONDS = 60.0


class NotLoaded(Exception):  # noqa: N818 - says what happened
    """The API refused a part of a story: the story or the API is wrong."""


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    headers: Mapping[str, str]
    body: Any


class DemoClient:
    """One connection, one request at a time."""

    def __init__(self, base_url: str, api_key: str) -> None:
        parts = urlsplit(base_url)
        self._place = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._connection = HTTPConnection(*self._place, timeout=30)
        self._key = api_key
        self.position: str | None = None

    def another(self) -> "DemoClient":
        """A connection of its own to the same place, for the same caller."""
        host, port = self._place
        return DemoClient(f"http://{host}:{port}", self._key)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def _exchange(self, method: str, path: str, body: Any, headers: Mapping[str, str]) -> Answered:
        sent = {"Authorization": f"Bearer {self._key}", **headers}
        payload = None
        if body is not None:
            payload = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        self._connection.request(method, path, payload, sent)
        response = self._connection.getresponse()
        text = response.read()
        found = json.loads(text) if text else None
        return Answered(response.status, {k.lower(): v for k, v in response.getheaders()}, found)

    async def ready(self) -> None:
        """Return when the server answers."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                await asyncio.to_thread(self._exchange, "GET", "/livez", None, {})
            except OSError:
                self._connection.close()
                self._connection = HTTPConnection(*self._place, timeout=30)
                if time.monotonic() > end:
                    raise
                await asyncio.sleep(0.05)
            else:
                return

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answered:
        return await asyncio.to_thread(self._exchange, "GET", path, None, headers or {})

    async def post(
        self,
        path: str,
        body: Any,
        *,
        key: str | None = None,
        actor: str | None = None,
        version: int | Literal["*"] | None = None,
    ) -> Answered:
        """Raises NotLoaded for anything but 2xx. `key`: the Idempotency-Key; `version`: what was
        judged, "*" for whatever stands there.
        """
        headers = {
            "Idempotency-Key": key,
            "Heed-On-Behalf-Of": actor,
            "If-Match": f'"{version}"' if isinstance(version, int) else version,
        }
        said = {name: value for name, value in headers.items() if value is not None}
        answered = await asyncio.to_thread(self._exchange, "POST", path, body, said)
        if not 200 <= answered.status < 300:  # noqa: PLR2004 - success
            raise NotLoaded(f"POST {path} ({key}): {answered.status} {answered.body}")
        self.position = answered.headers.get("heed-position", self.position)
        return answered
