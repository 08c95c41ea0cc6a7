"""What may be recorded about an audit, and when the rules say no.

Results match the plan exactly: a criterion that nobody reports on would look like one that was
met.
"""

from uuid import UUID

from domain.audit import refusals
from domain.audit.events import AuditCompleted, AuditPlanned, GapAnswered
from domain.audit.state import Audit


def plan(planned: AuditPlanned) -> AuditPlanned:
    if planned.unit is not None and planned.service is None:
        raise refusals.UnitWithoutService("/unit")
    criteria = [criterion.criterion for criterion in planned.criteria]
    if len(set(criteria)) < len(criteria):
        raise refusals.CriterionRepeated("/criteria")
    return planned


def complete(audit: Audit, completed: AuditCompleted) -> AuditCompleted:
    for place, result in enumerate(completed.results):
        if result.passed > result.of:
            raise refusals.PassedMoreThanChecked(f"/results/{place}/passed")
    if audit.completed is not None:
        raise refusals.AuditAlreadyCompleted
    wanted = sorted(criterion.criterion for criterion in audit.planned.criteria)
    if sorted(result.criterion for result in completed.results) != wanted:
        raise refusals.ResultsDoNotMatchPlan("/results")
    return completed


def answer_gap(audit: Audit, *, criterion: str, action: UUID) -> GapAnswered:
    """Appended together with `action.agreed`; one gap may have several actions."""
    if criterion not in {gap.criterion for gap in audit.gaps}:
        raise refusals.GapUnknown("/criterion")
    return GapAnswered(criterion=criterion, action=action)
