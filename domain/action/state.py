"""An improvement action as it stands: its events folded, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from domain.action.events import (
    ActionAgreed,
    ActionCompleted,
    ActionEvent,
    ActionVerified,
    VerificationRefused,
)
from domain.event import DomainEvent, ImpossibleHistory


class Stage(StrEnum):
    AGREED = "agreed"
    COMPLETED = "completed"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Action:
    """`completed` is None again after a refused verification; `refused`: all of them, in order."""

    agreed: ActionAgreed
    completed: ActionCompleted | None = None
    verified: ActionVerified | None = None
    refused: tuple[VerificationRefused, ...] = ()

    @property
    def stage(self) -> Stage:
        if self.verified is not None:
            return Stage.VERIFIED
        return Stage.AGREED if self.completed is None else Stage.COMPLETED


def evolve(action: Action | None, event: ActionEvent) -> Action:
    if isinstance(event, ActionAgreed):
        if action is not None:
            raise ImpossibleHistory("An action agreed twice.")
        return Action(event)
    if action is None:
        raise ImpossibleHistory(f"{event.type} before action.agreed")
    match event:
        case ActionCompleted():
            return replace(action, completed=event)
        case ActionVerified():
            if action.completed is None:
                raise ImpossibleHistory("An action verified that was never completed.")
            return replace(action, verified=event)
        case VerificationRefused():
            return replace(action, completed=None, refused=(*action.refused, event))
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Action | None:
    """The action as it stands; None for no events."""
    action: Action | None = None
    for event in events:
        if not isinstance(event, ActionEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of an action")
        action = evolve(action, event)
    return action
