"""An improvement action as it stands: its events folded, oldest first.

`stage` is the life of the work. What people judged of its effect is a list beside it, which a
reopening leaves as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.action.events import (
    ActionAgreed,
    ActionCancelled,
    ActionCompleted,
    ActionEvent,
    ActionReopened,
    ActionStarted,
    ActionVerified,
    AdviceSetAside,
    DueDateChanged,
    EffectivenessReviewed,
    MeasuresNamed,
    OwnerChanged,
    VerificationRefused,
)
from domain.action.recurrence import (
    RecurrenceNoted,
    RecurrencesLookedAt,
    RecurrenceWithdrawn,
)
from domain.action.vocabulary import REVIEW_DAYS
from domain.actor import InRole
from domain.event import DomainEvent, ImpossibleHistory


class Stage(StrEnum):
    AGREED = "agreed"
    STARTED = "started"
    COMPLETED = "completed"
    VERIFIED = "verified"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Action:
    """`completed` is None again after a refused verification or a reopening; `completed_by`: all
    who ever said that it was done; `refused`: all refusals, in order. `changes`: of the due date
    since it was agreed or last reopened. `earlier`: how many of the reviews came before that.
    `recurred`: by incident, without those that were withdrawn. `seen`: those that people looked at.
    """

    agreed: ActionAgreed
    started: ActionStarted | None = None
    completed: ActionCompleted | None = None
    completed_by: tuple[InRole, ...] = ()
    verified: ActionVerified | None = None
    cancelled: ActionCancelled | None = None
    refused: tuple[VerificationRefused, ...] = ()
    changes: tuple[DueDateChanged, ...] = ()
    past_changes: tuple[DueDateChanged, ...] = ()
    owners: tuple[OwnerChanged, ...] = ()
    named: tuple[MeasuresNamed, ...] = ()
    reviews: tuple[EffectivenessReviewed, ...] = ()
    reopened: tuple[ActionReopened, ...] = ()
    earlier: int = 0
    set_aside: tuple[AdviceSetAside, ...] = ()
    recurred: Mapping[UUID, RecurrenceNoted] = field(default_factory=dict[UUID, RecurrenceNoted])
    seen: frozenset[UUID] = frozenset()
    looks: tuple[RecurrencesLookedAt, ...] = ()

    @property
    def stage(self) -> Stage:
        if self.cancelled is not None:
            return Stage.CANCELLED
        if self.verified is not None:
            return Stage.VERIFIED
        if self.completed is not None:
            return Stage.COMPLETED
        return Stage.AGREED if self.started is None else Stage.STARTED

    @property
    def owner(self) -> InRole:
        return self.owners[-1].owner if self.owners else self.agreed.owner

    def had_in_hand(self, one: InRole) -> bool:
        """Whether this may be somebody who ever owned it, or ever said that it was done."""
        owners = (self.agreed.owner, *(change.owner for change in self.owners))
        return any(one.may_be(other) for other in (*owners, *self.completed_by))

    @property
    def original_due_on(self) -> date:
        """The first day it was due since it was agreed, or since it was last reopened."""
        return self.reopened[-1].due_on if self.reopened else self.agreed.due_on

    @property
    def due_on(self) -> date:
        return self.changes[-1].to if self.changes else self.original_due_on

    @property
    def measures(self) -> tuple[UUID, ...]:
        """Those named when it was agreed, and those named since."""
        later = (one for each in self.named for one in each.measures)
        return (*(self.agreed.measures or ()), *later)

    @property
    def review_days(self) -> tuple[int, ...]:
        days = self.agreed.review_days
        return REVIEW_DAYS if days is None else days

    @property
    def unseen(self) -> tuple[UUID, ...]:
        """The recurrences that nobody has looked at, in the order in which they were noted."""
        return tuple(one for one in self.recurred if one not in self.seen)

    @property
    def current_reviews(self) -> tuple[EffectivenessReviewed, ...]:
        """Those since it was last reopened."""
        return self.reviews[self.earlier :]


def _done(action: Action, event: ActionCompleted | ActionVerified | VerificationRefused) -> Action:
    match event:
        case ActionCompleted():
            return replace(action, completed=event, completed_by=(*action.completed_by, event.by))
        case ActionVerified():
            if action.completed is None:
                raise ImpossibleHistory("An action verified that was never completed.")
            return replace(action, verified=event)
        case VerificationRefused():
            return replace(action, completed=None, refused=(*action.refused, event))
        case _:
            assert_never(event)


def _planned(
    action: Action, event: MeasuresNamed | ActionStarted | DueDateChanged | OwnerChanged
) -> Action:
    match event:
        case MeasuresNamed():
            return replace(action, named=(*action.named, event))
        case ActionStarted():
            return replace(action, started=event)
        case DueDateChanged():
            return replace(action, changes=(*action.changes, event))
        case OwnerChanged():
            return replace(action, owners=(*action.owners, event))
        case _:
            assert_never(event)


def _reopen(action: Action, event: ActionReopened) -> Action:
    if action.verified is None:
        raise ImpossibleHistory("An action reopened that was never verified.")
    return replace(
        action,
        started=None,
        completed=None,
        verified=None,
        changes=(),
        past_changes=(*action.past_changes, *action.changes),
        reopened=(*action.reopened, event),
        earlier=len(action.reviews),
        seen=action.seen | action.recurred.keys(),
    )


def _recurred(
    action: Action, event: RecurrenceNoted | RecurrenceWithdrawn | RecurrencesLookedAt
) -> Action:
    match event:
        case RecurrenceNoted():
            noted = {**action.recurred, event.incident: event}
            return replace(action, recurred=noted, seen=action.seen - {event.incident})
        case RecurrenceWithdrawn():
            left = {k: v for k, v in action.recurred.items() if k != event.incident}
            return replace(action, recurred=left)
        case RecurrencesLookedAt():
            seen = action.seen | set(event.incidents)
            return replace(action, seen=seen, looks=(*action.looks, event))
        case _:
            assert_never(event)


def _judged(
    action: Action, event: EffectivenessReviewed | ActionReopened | ActionCancelled
) -> Action:
    match event:
        case EffectivenessReviewed():
            if action.verified is None:
                raise ImpossibleHistory("The effect of an action judged before it was verified.")
            seen = action.seen | set(event.recurrences or ())
            return replace(action, reviews=(*action.reviews, event), seen=seen)
        case ActionReopened():
            return _reopen(action, event)
        case ActionCancelled():
            return replace(action, cancelled=event)
        case _:
            assert_never(event)


def evolve(action: Action | None, event: ActionEvent) -> Action:
    if isinstance(event, ActionAgreed):
        if action is not None:
            raise ImpossibleHistory("An action agreed twice.")
        return Action(event)
    if action is None:
        raise ImpossibleHistory(f"{event.type} before action.agreed")
    match event:
        case MeasuresNamed() | ActionStarted() | DueDateChanged() | OwnerChanged():
            return _planned(action, event)
        case ActionCompleted() | ActionVerified() | VerificationRefused():
            return _done(action, event)
        case EffectivenessReviewed() | ActionReopened() | ActionCancelled():
            return _judged(action, event)
        case RecurrenceNoted() | RecurrenceWithdrawn() | RecurrencesLookedAt():
            return _recurred(action, event)
        case AdviceSetAside():
            return replace(action, set_aside=(*action.set_aside, event))
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
