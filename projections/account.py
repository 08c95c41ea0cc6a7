"""What is known of an incident, from the three facts that say it.

A report says everything it knows; an amendment or a correction says the members that changed, each
whole, and an amendment which were withdrawn. A projection says once how the account becomes its
columns; here those columns are filled, replaced or emptied.

Reports are many and are picked path by path; changes are few and small and are taken whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias
from uuid import UUID

from projections.runner.declaration import Event, said
from projections.runner.json_text import parsed, written

REPORTED: Final = "incident.reported.v1"
AMENDED: Final = "incident.amended.v1"
CORRECTED: Final = "incident.corrected.v1"
CONFIRMED: Final = "incident.times_confirmed.v1"
CHANGED: Final = ("set", "withdrawn")
"""What an amendment, a correction or a confirmation of times is read for."""

Get: TypeAlias = Callable[[str], str | None]
"""The text at a path (`first_noticed.at`), None where nothing is said."""


@dataclass(frozen=True, slots=True)
class Account:
    """`columns` fills every column from the paths it gets; `members` says which columns each
    member of the account fills.
    """

    columns: Callable[[Get], dict[str, Any]]
    members: Mapping[str, tuple[str, ...]]

    @property
    def paths(self) -> tuple[str, ...]:
        """What a report is read for: whatever `columns` gets."""
        asked: list[str] = []
        self.columns(asked.append)
        return tuple(asked)

    def reported(self, event: Event) -> dict[str, Any]:
        """The columns that the report has a value for."""
        return said(self.columns(event.__getitem__))

    def changed(self, event: Event) -> dict[str, Any]:
        """The columns of every member that was set or withdrawn; None empties a column."""
        news = parsed(event["set"])
        named = {*news, *parsed(event["withdrawn"] or "[]")}
        values = self.columns(lambda path: _text(news, path))
        return {
            column: values[column]
            for member, columns in self.members.items()
            if member in named
            for column in columns
        }


@lru_cache(maxsize=1024)
def uuid(text: str | None) -> UUID | None:
    """A provider has few services and units, and they come again and again."""
    return None if text is None else UUID(text)


def uuids(text: str | None) -> list[UUID] | None:
    return None if text is None else [UUID(each) for each in parsed(text)]


def _text(facts: Any, path: str) -> str | None:
    """What PostgreSQL would have picked there: text as it is, anything else as JSON."""
    for name in path.split("."):
        facts = None if facts is None else facts.get(name)
    return facts if facts is None or isinstance(facts, str) else written(facts)
