"""What an example of a fact consists of, and the incident that is made for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from api.demo.seed import demo_name

NOTICED: Final = "2019-02-03T08:00:00+00:00"
"""The examples lie years before the stories, so that no question about the stories meets one."""
NOTHING: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Example:
    """`setup`: what its incident has besides the usual; `version`: the If-Match that fits."""

    operation: str
    collection: str
    body: Mapping[str, Any]
    version: int | None = None
    actor: str | None = None
    setup: Mapping[str, Any] = field(default_factory=dict[str, Any])
    about: str | None = None

    @property
    def subject(self) -> str:
        """What this example is about, as it stands in the address: `about`, else its incident."""
        return self.about or demo_name("inc", f"EX-{self.collection}:1")


def incident_of(name: str) -> dict[str, Any]:
    """An invented incident for the example of this name."""
    return {
        "source_ref": f"EX-{name}",
        "kind": "low_level_concern",
        "first_noticed": {"at": NOTICED, "by": "staff"},
        "what_happened": f"An invented incident, for the example of {name}.",
    }
