"""A provider: the organisation that is answerable for the care, and whose log this is.

Its policies and its own codes are facts in its own stream.

Source: Health and Social Care Act 2008 s10 (registration as a service provider).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar, assert_never

from domain.event import DomainEvent, ImpossibleHistory
from domain.policy.setting import Policies, PolicySet
from domain.vocabulary.code import Name
from domain.vocabulary.extension import VocabularyExtended


class ProviderRegistered(DomainEvent):
    """A provider keeps its log with Heed from here on."""

    type: ClassVar[str] = "provider.registered.v1"

    name: Name


ProviderEvent = ProviderRegistered | PolicySet | VocabularyExtended


@dataclass(frozen=True, slots=True)
class Provider:
    """`extensions`: the provider's own codes, in the order in which they were added."""

    name: str
    policies: Policies = field(default_factory=Policies)
    extensions: tuple[VocabularyExtended, ...] = ()


def evolve(provider: Provider | None, event: ProviderEvent) -> Provider:
    if isinstance(event, ProviderRegistered):
        if provider is not None:
            raise ImpossibleHistory("A provider registered twice.")
        return Provider(event.name)
    if provider is None:
        raise ImpossibleHistory(f"{event.type} before provider.registered")
    match event:
        case PolicySet():
            return replace(provider, policies=provider.policies.with_set(event))
        case VocabularyExtended():
            return replace(provider, extensions=(*provider.extensions, event))
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Provider | None:
    """The provider as it stands; None for no events."""
    provider: Provider | None = None
    for event in events:
        if not isinstance(event, ProviderEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a provider")
        provider = evolve(provider, event)
    return provider
