"""Given these events, when this is decided, then that happened, or was refused."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Generic, TypeVar

import pytest

from domain.event import DomainEvent
from domain.refusal import Refusal

State = TypeVar("State")
E = TypeVar("E", bound=DomainEvent)
D = TypeVar("D", bound=DomainEvent)


@dataclass(frozen=True)
class Specification(Generic[State, E]):
    """What is decided about one kind of stream."""

    evolve: Callable[[State | None, E], State]

    def given(self, first: E, *events: E) -> "Given[State]":
        return Given(reduce(self.evolve, events, self.evolve(None, first)))


@dataclass(frozen=True)
class Given(Generic[State]):
    state: State

    def when(self, decide: Callable[[State], D]) -> "When[D]":
        return When(lambda: decide(self.state))


@dataclass(frozen=True)
class When(Generic[D]):
    """A decision that has not been taken yet; on its own it is one that begins a stream."""

    decide: Callable[[], D]

    def then(self, event: D) -> None:
        assert self.decide() == event

    def then_refused(self, refusal: type[Refusal], *, pointer: str = "") -> None:
        with pytest.raises(refusal) as refused:
            self.decide()
        assert refused.value.pointer == pointer
