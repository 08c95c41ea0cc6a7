"""An audit as it stands: its events folded, oldest first.

A criterion that was not met every time is a gap. An audit whose gaps lead nowhere is not a cycle,
so those that no action answers yet are a list of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from domain.audit.events import (
    AuditCompleted,
    AuditEvent,
    AuditPlanned,
    AuditVoided,
    GapActionCancelled,
    GapAnswered,
    ReAuditPlanned,
    ReAuditVoided,
    Result,
)
from domain.event import DomainEvent, ImpossibleHistory


@dataclass(frozen=True, slots=True)
class Audit:
    """`answered`: the gaps for which an action was agreed that was not cancelled. `re_audits`:
    the audits that do it again, without those that were voided.
    """

    planned: AuditPlanned
    completed: AuditCompleted | None = None
    answered: tuple[GapAnswered, ...] = ()
    re_audits: tuple[UUID, ...] = ()
    voided: AuditVoided | None = None

    @property
    def gaps(self) -> tuple[Result, ...]:
        """Criteria that were not met every time, in the order of the results; a void audit found
        none.
        """
        done = self.completed if self.voided is None else None
        results = () if done is None else done.results
        return tuple(result for result in results if result.passed < result.of)

    @property
    def re_audit_due_on(self) -> date | None:
        """The day by which it is to be done again; None where that is not said, or is planned."""
        if self.completed is None or self.voided is not None or self.re_audits:
            return None
        return self.completed.re_audit_due_on

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
        case GapActionCancelled():
            gone = (event.criterion, event.action)
            kept = tuple(one for one in audit.answered if (one.criterion, one.action) != gone)
            return replace(audit, answered=kept)
        case ReAuditPlanned():
            return replace(audit, re_audits=(*audit.re_audits, event.audit))
        case ReAuditVoided():
            left = tuple(one for one in audit.re_audits if one != event.audit)
            return replace(audit, re_audits=left)
        case AuditVoided():
            return replace(audit, voided=event)
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
