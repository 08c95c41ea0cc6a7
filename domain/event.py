"""What every domain event has in common.

An event is a fact in the past tense that is never changed afterwards. Its `type` is its name in
the log, the feed and every evidence pack, for ever: a class may move or be renamed, its `type`
may not, and a changed shape is a new type (`...v2`) beside the old one. Facts never contain names,
identifiers or free text of people: those are sealed bodies (`domain/sealed.py`).

Source: design of the log; Young, "Versioning in an Event Sourced System".
"""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class DomainEvent(BaseModel):
    """Something that happened. `occurred_at` inside an event is the caller's claim; the server's
    own `recorded_at` is set by the log.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True
    )

    type: ClassVar[str]

    def facts(self) -> str:
        """The exact JSON text that is stored and committed to, without members that are None."""
        return self.model_dump_json(exclude_none=True)


class ImpossibleHistory(Exception):  # noqa: N818 - the name says more than "Error"
    """Stored events that no sequence of decisions could have produced: corruption, not input."""
