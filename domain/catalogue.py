"""Every type of event that was ever stored, and how to read it back.

A type is never taken out: the log is read for as long as there is a log. Where the shape of a fact
changed, the new shape is a new type beside the old one, and an upcast turns what was stored into
what is understood today; the stored text itself is never touched. Every type has a golden file in
`tests/unit/golden/events` that holds its old JSON literally.

Source: Young, "Versioning in an Event Sourced System" (upcasting, weak schema avoided).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Final, get_args

from pydantic import JsonValue, TypeAdapter, ValidationError

from domain.action.events import ActionEvent
from domain.audit.events import AuditEvent
from domain.event import DomainEvent, ImpossibleHistory
from domain.governance_review.events import GovernanceReviewEvent
from domain.incident.events import IncidentEvent
from domain.investigation.events import InvestigationEvent
from domain.lesson.events import LessonEvent
from domain.measure.events import MeasureEvent
from domain.person.events import PersonEvent
from domain.provider import ProviderEvent
from domain.publishing.events import PublishedYearEvent
from domain.service import ServiceEvent
from domain.signal.events import SignalEvent
from domain.theme.events import ThemeEvent

Facts = dict[str, JsonValue]

_FACTS: Final = TypeAdapter(Facts)


class UnknownEventType(Exception):  # noqa: N818 - the name says more than "Error"
    """An event that this version of Heed has never heard of: a newer one wrote it."""


@dataclass(frozen=True, slots=True)
class Upcast:
    """Facts of an old type, changed into facts of `to`."""

    to: str
    change: Callable[[Facts], Facts]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`upcasts` maps an old type to its way forward; several may follow one another."""

    classes: Mapping[str, type[DomainEvent]]
    upcasts: Mapping[str, Upcast] = field(default_factory=dict[str, Upcast])

    def read(self, event_type: str, facts: str) -> DomainEvent:
        """The event behind a stored row.

        Raises UnknownEventType, and ImpossibleHistory where the facts are not of that type.
        """
        try:
            event_type, facts = self._today(event_type, facts)
            return self._class_of(event_type).model_validate_json(facts)
        except ValidationError as odd:
            raise ImpossibleHistory(f"Facts that are not those of {event_type}.") from odd

    def _today(self, event_type: str, facts: str) -> tuple[str, str]:
        while (upcast := self.upcasts.get(event_type)) is not None:
            changed = upcast.change(_FACTS.validate_json(facts))
            event_type, facts = upcast.to, _FACTS.dump_json(changed).decode()
        return event_type, facts

    def _class_of(self, event_type: str) -> type[DomainEvent]:
        known = self.classes.get(event_type)
        if known is None:
            raise UnknownEventType(event_type)
        return known


def _by_type(*streams: UnionType | type[DomainEvent]) -> Mapping[str, type[DomainEvent]]:
    """streams: the events of each kind of stream, as one union or as one class."""
    classes: list[type[DomainEvent]] = []
    for events in streams:
        classes.extend(_members(events))
    return {known.type: known for known in classes}


def _members(events: UnionType | type[DomainEvent]) -> Iterable[type[DomainEvent]]:
    return (events,) if isinstance(events, type) else get_args(events)


CATALOGUE: Final = Catalogue(
    _by_type(
        ActionEvent,
        AuditEvent,
        GovernanceReviewEvent,
        IncidentEvent,
        InvestigationEvent,
        LessonEvent,
        MeasureEvent,
        PersonEvent,
        ProviderEvent,
        PublishedYearEvent,
        ServiceEvent,
        SignalEvent,
        ThemeEvent,
    )
)


def read(event_type: str, facts: str) -> DomainEvent:
    """The event behind a stored row, in today's shape: see `Catalogue.read`."""
    return CATALOGUE.read(event_type, facts)
