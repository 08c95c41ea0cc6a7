"""An audit as it stands: its events folded, oldest first.

A criterion that was not met every time is a gap. An audit whose gaps lead nowhere is not a cycle,
so those that no action answers yet are a list of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from domain.audit.events import AuditCompleted, AuditEvent, AuditPlanned, GapAnswered, Result
from domain.event import DomainEvent, ImpossibleHistory


@dataclass(frozen=True, slots=True)
class Audit:
    """`answered`: the gaps for which an action was agreed, and by which, in order."""

    planned: AuditPlanned
    completed: AuditCompleted | None = None
    answered: tuple[GapAnswered, ...] = ()

    @property
    def gaps(self) -> tuple[Result, ...]:
        """Criteria that were not met every time, in the order of the results."""
        results = () if self.completed is None else self.completed.results
        return tuple(result for result in results if result.passed < result.of)

    @property
    def unanswered_gaps(self) -> tuple[Result, ...]:
        answered = {answer.criterion for answer in self.answered}
        return tuple(gap for gap in self.gaps if gap.criterion not in answered)


def evolve(audit: Audit | None, event: AuditEvent) -> Audit:
    if isinstance(event, AuditPlanned):
        if audit is not None:
            raise ImpossibleHistory("An audit planned twice.")
        return Audit(event)
    if audit is None:
        raise ImpossibleHistory(f"{event.type} before audit.planned")
    match event:
        case AuditCompleted():
            return replace(audit, completed=event)
        case GapAnswered():
            return replace(audit, answered=(*audit.answered, event))
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Audit | None:
    """The audit as it stands; None for no events."""
    audit: Audit | None = None
    for event in events:
        if not isinstance(event, AuditEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of an audit")
        audit = evolve(audit, event)
    return audit
