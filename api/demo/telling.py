"""One story on its way in: what the API answered for each thing that the story names.

Every request has a key of its own, by the story's own numbers, so that every identity is the same
on every machine, in whatever order the stories come in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from api.demo import words
from api.demo.client import DemoClient

Entry = dict[str, Any]
COLLECTIONS: Final[Mapping[str, str]] = {
    "service": "services",
    "concern": "incidents",
    "review": "investigations",
    "action": "actions",
    "audit": "audits",
    "measure": "measures",
    "lesson": "lessons",
    "governance": "governance-reviews",
    "theme": "themes",
}


@dataclass(slots=True)
class Telling:
    """`place`: which story, so that no two stories name the same person or group."""

    place: str
    client: DemoClient
    reporting: DemoClient
    ids: dict[str, str] = field(default_factory=dict[str, str])
    findings: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    evidence: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    told: dict[str, str] = field(default_factory=dict[str, str])
    audits: dict[str, str] = field(default_factory=dict[str, str])
    explained: dict[str, str] = field(default_factory=dict[str, str])
    spoke_last: str | None = None

    @property
    def service(self) -> str:
        """The one service of the story."""
        return next(one for stream, one in self.ids.items() if stream.startswith("service:"))

    def by_another(self, client: DemoClient) -> "Telling":
        """The same story, and what is known of it, through another connection."""
        return replace(self, client=client)

    def _actor(self, entry: Entry) -> str | None:
        actor = words.actor(entry["by"], self.place)
        if actor is not None:
            self.spoke_last = actor
        return actor

    async def say(
        self, entry: Entry, fact: str, body: Any, *, part: str = "", actor: str | None = None
    ) -> Any:
        """One fact about the stream of this entry, on whatever stands there. `part`: which of
        several that one entry stands for; `actor`: for whom, if not for whoever the entry names.
        """
        stream = entry["stream"]
        collection = COLLECTIONS[stream.partition(":")[0]]
        answered = await self.client.post(
            f"/v1/{collection}/{self.ids[stream]}/{fact}",
            body,
            key=f"story/{stream}/{entry['n']}{part}",
            actor=actor or self._actor(entry),
            version="*",
        )
        return answered.body

    async def begin(self, entry: Entry, body: Any, *, part: str = "") -> Any:
        """A new resource for the stream of this entry."""
        stream = entry["stream"]
        collection = COLLECTIONS[stream.partition(":")[0]]
        key = f"story/{stream}/{entry['n']}{part}"
        answered = await self.client.post(
            f"/v1/{collection}", body, key=key, actor=self._actor(entry)
        )
        return self.keep(entry, answered.body)

    def keep(self, entry: Entry, body: Any) -> Any:
        self.ids[entry["stream"]] = body["id"]
        return body
