"""A story told as it happened: Heed's clock stands where the story is, and moves with it.

Told all at once, years later, a story is known from the day of its import; here each fact is
recorded on its own day, so that what Heed noticed can be asked of each day.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from adapters.postgres.credential import Registry
from adapters.vault.file_keyring import FileKeyring
from api.scope import CredentialKind
from api.wiring import Urls
from tests.acceptance.scenarios_mapping import Known
from tests.acceptance.scenarios_replay import entries, told
from tests.acceptance.watched import watched
from tests.acceptance.world import Caller, World, a_world


@dataclass
class Then:
    """A clock that is set. Each look at it is a little later, as with any clock."""

    now: datetime = field(default=datetime(2024, 1, 1, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@dataclass
class Story:
    """One story, told up to where it is. `known`: what Heed calls what the story names."""

    name: str
    world: World
    importer: Caller
    clock: Then
    known: Known = field(default_factory=Known)
    told: int = 0

    async def until(self, last: str, *, look: bool = True) -> None:
        """Every event up to the end of that day; and what the worker then notices."""
        end = datetime.fromisoformat(f"{last}T23:59:00+00:00")
        for entry in [one for one in entries(self.name) if one["n"] > self.told]:
            at = datetime.fromisoformat(entry["occurred_at"])
            if at > end:
                break
            self.clock.now = max(self.clock.now, at + timedelta(minutes=1))
            await told(self.importer, self.name, entry, self.known)
            self.told = entry["n"]
        self.clock.now = max(self.clock.now, end)
        if look:
            await watched(self.world)


@asynccontextmanager
async def a_story(
    urls: Urls, registry: Registry, keyring: FileKeyring, name: str
) -> AsyncIterator[Story]:
    """Begun and not told yet, in a provider of its own."""
    clock = Then()
    async with a_world(urls, registry, keyring, clock) as world:
        first = next(one for one in entries(name) if one["type"] == "ConcernRaised")
        importer = await world.caller(CredentialKind.ADMIN, first["data"]["source_system"])
        yield Story(name, world, importer, clock)
