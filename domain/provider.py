"""A provider: the organisation that is answerable for the care, and whose log this is.

Source: Health and Social Care Act 2008 s10 (registration as a service provider).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from domain.event import DomainEvent, ImpossibleHistory
from domain.vocabulary.code import Name


class ProviderRegistered(DomainEvent):
    """A provider keeps its log with Heed from here on."""

    type: ClassVar[str] = "provider.registered.v1"

    name: Name


ProviderEvent = ProviderRegistered


@dataclass(frozen=True, slots=True)
class Provider:
    name: str


def evolve(provider: Provider | None, event: ProviderEvent) -> Provider:
    if provider is not None:
        raise ImpossibleHistory("A provider registered twice.")
    return Provider(event.name)


def fold(events: Iterable[DomainEvent]) -> Provider | None:
    """The provider as it stands; None for no events."""
    provider: Provider | None = None
    for event in events:
        if not isinstance(event, ProviderEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a provider")
        provider = evolve(provider, event)
    return provider
