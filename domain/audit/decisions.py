"""What may be recorded about an audit, and when the rules say no.

Results match the plan exactly: a criterion that nobody reports on would look like one that was
met.
"""

from uuid import UUID

from domain.audit import refusals
from domain.audit.events import (
    AuditCompleted,
    AuditPlanned,
    AuditVoided,
    GapActionCancelled,
    GapAnswered,
    ReAudit,
    ReAuditPlanned,
    ReAuditVoided,
)
from domain.audit.state import Audit
from domain.moment import Moment


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
    if audit.voided is not None:
        raise refusals.AuditIsVoid
    if audit.completed is not None:
        raise refusals.AuditAlreadyCompleted
    wanted = sorted(criterion.criterion for criterion in audit.planned.criteria)
    if sorted(result.criterion for result in completed.results) != wanted:
        raise refusals.ResultsDoNotMatchPlan("/results")
    return completed


def answer_gap(
    audit: Audit, *, criterion: str, action: UUID, at: Moment | None = None
) -> GapAnswered:
    """Appended together with `action.agreed`, `at` the same time; one gap may have several."""
    if criterion not in {gap.criterion for gap in audit.gaps}:
        raise refusals.GapUnknown("/criterion")
    return GapAnswered(criterion=criterion, action=action, at=at)


def compared(planned: AuditPlanned, *, earlier: UUID, audit: Audit) -> ReAudit:
    """What the plan says of `earlier`, which it does again. An audit that cannot be compared with
    it is one all the same: the difference is kept and shown, not refused.
    """

    def drawn(one: AuditPlanned) -> tuple[str, ...]:
        return one.tool, one.tool_version, one.sample_method

    return ReAudit(audit=earlier, comparable=drawn(planned) == drawn(audit.planned))


def plan_again(audit: Audit, *, by: UUID, at: Moment | None = None) -> ReAuditPlanned:
    """Appended together with the plan of that audit, `at` the same time; there may be several."""
    if audit.voided is not None:
        raise refusals.AuditIsVoid("/re_audit_of")
    if audit.completed is None:
        raise refusals.AuditNotCompleted("/re_audit_of")
    return ReAuditPlanned(audit=by, at=at)


def void(audit: Audit, voided: AuditVoided) -> AuditVoided:
    """Before it was completed or after. Actions that were agreed for its gaps go on."""
    if audit.voided is not None:
        raise refusals.AuditIsVoid
    return voided


def void_again(*, by: UUID) -> ReAuditVoided:
    """Appended to the earlier audit together with the voiding of the one that did it again."""
    return ReAuditVoided(audit=by)


def lose_gap_answer(audit: Audit, *, criterion: str, action: UUID) -> GapActionCancelled | None:
    """Appended together with `action.cancelled`; None where the gap does not know the action."""
    if all((one.criterion, one.action) != (criterion, action) for one in audit.answered):
        return None
    return GapActionCancelled(criterion=criterion, action=action)
