"""The loops of an audit: to be done, gaps to answer, and to be done again.

Source: clinical audit cycle (HQIP): an audit that is never repeated is no cycle.
"""

from collections.abc import Iterator
from typing import Final, get_args

from domain.audit.events import AuditEvent
from domain.audit.state import Audit, evolve
from projections.open_loops.loop import Owes, Stream, Subject, day_after


def owes(audit: Audit) -> Iterator[Owes]:
    planned_for = audit.planned.planned_for
    if audit.completed is None and planned_for is not None:
        yield Owes("audit", late_from=day_after(planned_for))
    for gap in audit.unanswered_gaps:
        yield Owes("gap", gap.criterion)
    due_on = audit.re_audit_due_on
    if due_on is not None and not audit.re_audits:
        yield Owes("re_audit", late_from=day_after(due_on))


def subject(audit: Audit) -> Subject:
    planned = audit.planned
    return Subject(service=planned.service, unit=planned.unit, void=audit.voided is not None)


STREAM: Final = Stream(get_args(AuditEvent), evolve, subject, owes)
