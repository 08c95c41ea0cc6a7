"""What the rules forbid for an audit, and how that is said."""

from domain.refusal import Refusal


class UnitWithoutService(Refusal):
    code = "unit-without-service"
    detail = "A unit is named together with the service it belongs to."


class CriterionRepeated(Refusal):
    code = "criterion-repeated"
    detail = "An audit names each criterion once."


class AuditAlreadyCompleted(Refusal):
    code = "audit-already-completed"
    detail = "This audit is completed already."


class ResultsDoNotMatchPlan(Refusal):
    code = "results-do-not-match-plan"
    detail = "Give exactly one result for every criterion of the plan, and none for any other."


class PassedMoreThanChecked(Refusal):
    code = "passed-more-than-checked"
    detail = "A criterion cannot be met more often than it was checked."


class AuditNotCompleted(Refusal):
    code = "audit-not-completed"
    detail = "Only a completed audit can be done again."


class AuditIsVoid(Refusal):
    code = "audit-is-void"
    detail = "This audit was voided and counts for nothing."


class GapUnknown(Refusal):
    code = "gap-unknown"
    detail = "This audit found no gap for such a criterion."
