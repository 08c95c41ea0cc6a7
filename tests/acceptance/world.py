"""A Heed to talk to: the whole application behind its edge, on a real database.

`world` speaks ASGI in this process, which is fast; `Town` in `tests/acceptance/town.py` serves real
sockets where they matter. `Caller` is one credential's client.
"""

import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import httpx2

from adapters.postgres.credential import Registry
from adapters.postgres.reading import Pool, open_pool
from adapters.vault.file_keyring import FileKeyring
from api.app import create_app
from api.authentication import Authentication
from api.clock import utc_now
from api.edge.draining import Draining
from api.edge.edge import Edge
from api.edge.limits import Limits
from api.edge.log import process_log
from api.heed import Heed
from api.identity import uuid7
from api.providing import KeyWanted, make_key, open_provider
from api.scope import CredentialKind, Scope
from api.wiring import Urls, open_heed, open_keyring
from domain.identifier import shown

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class Caller:
    """One key's client. `on_behalf_of`: sent with every request, if it is given."""

    client: httpx2.AsyncClient
    token: str
    credential: UUID
    on_behalf_of: str | None = None

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        mine = {"Authorization": f"Bearer {self.token}"}
        if self.on_behalf_of is not None:
            mine["Heed-On-Behalf-Of"] = self.on_behalf_of
        return mine | {k.replace("_", "-"): v for k, v in headers.items()}

    async def get(self, path: str, **headers: str) -> httpx2.Response:
        return await self.client.get(path, headers=self._headers(headers))

    async def post(self, path: str, body: Any, **headers: str) -> httpx2.Response:
        """A key of its own is sent, unless `Idempotency_Key` says otherwise."""
        sent = self._headers(headers)
        if path != "/v1/incidents":
            sent.setdefault("Idempotency-Key", uuid4().hex)
        return await self.client.post(path, json=body, headers=sent)

    async def report(self, body: Any, **headers: str) -> httpx2.Response:
        return await self.post("/v1/incidents", body, **headers)

    def acting_for(self, who: str) -> "Caller":
        return Caller(self.client, self.token, self.credential, who)


@dataclass
class World:
    """One provider on a wired Heed."""

    client: httpx2.AsyncClient
    registry: Registry
    keyring: FileKeyring
    provider: UUID
    pool: Pool
    edge: Edge
    heed: Heed
    urls: Urls
    log: StringIO = field(default_factory=StringIO)

    async def caller(
        self,
        kind: CredentialKind = CredentialKind.ADMIN,
        name: str = "caresys",
        *,
        scopes: tuple[Scope, ...] | None = None,
        provider: UUID | None = None,
        integration: UUID | None = None,
    ) -> Caller:
        wanted = KeyWanted(kind, name, integration, scopes)
        pepper = self.keyring.derived.api_key_pepper()
        token = await make_key(
            self.registry,
            provider or self.provider,
            wanted,
            key=uuid7(),
            pepper=pepper,
            now=utc_now(),
        )
        return Caller(self.client, str(token), token.credential)

    @property
    def provider_name(self) -> str:
        return shown("prv", self.provider)


@asynccontextmanager
async def a_world(
    urls: Urls, registry: Registry, keyring: FileKeyring, clock: Callable[[], datetime] = utc_now
) -> AsyncIterator[World]:
    """A provider of its own on the module's database. `clock`: what the API takes for now."""
    async with AsyncExitStack() as stack:
        pool = await open_pool(urls.app)
        stack.push_async_callback(pool.close)
        heed = await stack.enter_async_context(open_heed(urls, pool, keyring, clock=clock))

        @asynccontextmanager
        async def opened() -> AsyncIterator[Any]:
            yield heed

        app = create_app(opened)
        app.state.heed = heed
        log = StringIO()
        pepper = keyring.derived.api_key_pepper()
        edge = Edge(
            app,
            authenticate=Authentication(pool, pepper=pepper, clock=utc_now),
            log=process_log(utc_now, log),
            limits=Limits(),
            draining=Draining(),
        )
        provider = uuid4()
        await open_provider(
            registry,
            heed.log,
            provider,
            "Invented Care",
            salt=os.urandom(32),
            event=uuid7(),
            now=clock(),
        )
        transport = httpx2.ASGITransport(edge, raise_app_exceptions=False)
        client = httpx2.AsyncClient(transport=transport, base_url="http://heed")
        await stack.enter_async_context(client)
        yield World(client, registry, keyring, provider, pool, edge, heed, urls, log)


def pretty(response: httpx2.Response) -> str:
    """For a failing test: what was answered."""
    return f"{response.status_code} {json.dumps(response.json(), indent=1)}"


def a_keyring(path: Any) -> FileKeyring:
    return open_keyring(path / "keyring.json", utc_now)
