"""The results of an audit as they are counted: one row for each criterion.

There is nothing to count before it is done, nor once it was voided. `met` is None for a criterion
that never applied.

Source: clinical audit cycle (HQIP).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from domain.audit.events import AuditCompleted
from domain.audit.state import fold
from domain.duty.calendar import london_day
from projections.runner.declaration import Change
from projections.trends.instants import Recorded, day


def rows(stream: UUID, history: Sequence[Recorded]) -> Iterator[Change]:
    audit = fold(one.event for one in history)
    if audit is None or audit.completed is None or audit.voided is not None:
        return
    planned, done = audit.planned, audit.completed
    for result in done.results:
        yield Change(
            "trend_audits",
            (stream, result.criterion),
            {
                "service": planned.service,
                "unit": planned.unit,
                "tool": planned.tool,
                "tool_version": planned.tool_version,
                "sample": planned.sample_method.value,
                "done_on": _done_on(done, history),
                "passed": result.passed,
                "checked": result.of,
                "met": result.passed == result.of if result.of else None,
            },
        )


def _done_on(done: AuditCompleted, history: Sequence[Recorded]) -> date:
    recorded = next(one.at for one in history if one.event is done)
    return day(done.at) or london_day(recorded)
