"""What the rules of safeguarding forbid for an incident, and how that is said."""

from domain.refusal import Refusal


class UnknownExternalReport(Refusal):
    code = "external-report-unknown"
    detail = "This incident has no such report to an outside body, so nothing can be acknowledged."


class AcknowledgedBeforeReported(Refusal):
    code = "acknowledged-before-reported"
    detail = "An outside body cannot acknowledge a report before it was made."


class CapacityWithoutSupport(Refusal):
    code = "support-not-recorded"
    detail = "Where the adult lacked capacity, say who supported them, or that nobody did."


class AlreadyClosed(Refusal):
    code = "already-closed"
    detail = "This incident is closed already."


class ClosedForInvestigation(Refusal):
    code = "incident-closed"
    detail = "This incident is closed; it has to be reopened before an investigation covers it."


class AlreadyInError(Refusal):
    code = "entered-in-error"
    detail = "This incident was entered in error; nothing can be added to it."


class NothingSaid(Refusal):
    code = "nothing-said"
    detail = "Say what is to change; nothing that was sent says anything about the incident."


class NothingChanged(Refusal):
    code = "nothing-changed"
    detail = "What was sent is what Heed has already; there is nothing to record."


class NotClassified(Refusal):
    code = "not-classified"
    detail = "An incident cannot be closed while it is unclassified: decide first what it is."


class ProtectionNotRecorded(Refusal):
    code = "protection-not-recorded"
    detail = (
        "An incident cannot be closed before it is recorded whether people are safe now, "
        "or that nothing was needed."
    )


class RisksNotRecorded(Refusal):
    code = "risks-not-recorded"
    detail = (
        "A safeguarding concern cannot be closed before it names a risk, and before the type of "
        "abuse or neglect is known for each."
    )


class CouncilDecisionMissing(Refusal):
    code = "council-decision-missing"
    detail = (
        "A concern that was reported to the council cannot be closed before the council's "
        "decision is recorded."
    )


class InvestigationOpen(Refusal):
    code = "investigation-open"
    detail = "An incident cannot be closed while an investigation that covers it is open."


class FindingUnanswered(Refusal):
    code = "finding-unanswered"
    detail = (
        "An incident cannot be closed while a finding has neither an action nor a recorded "
        "reason for none."
    )


class NotClosed(Refusal):
    code = "not-closed"
    detail = "This incident is not closed, so there is nothing to reopen."


class OutcomeNotSaid(Refusal):
    code = "outcome-not-said"
    detail = (
        "Say at least one of what became of the risk, of what the adult wanted and of the "
        "allegation."
    )


class OutcomeWithoutRisk(Refusal):
    code = "outcome-without-risk"
    detail = "Where no risk was identified there is no outcome of a risk."


class OutcomesNotExpressed(Refusal):
    code = "outcomes-not-expressed"
    detail = (
        "Whether the adult's outcomes were achieved can be said only where they were asked and "
        "outcomes were expressed."
    )


class FeedbackReasonMissing(Refusal):
    code = "feedback-reason-missing"
    detail = "Say why it was not possible to tell them."


class PersonNotInIncident(Refusal):
    code = "person-not-in-incident"
    detail = "This person is not named in this incident."


class TimeNotSuspect(Refusal):
    code = "time-not-suspect"
    detail = "This time is not in doubt, so there is nothing to confirm."


class TimeStillToCome(Refusal):
    code = "time-still-to-come"
    detail = "This time has not come yet, so nobody can confirm it; correct it instead."


class AlreadyMerged(Refusal):
    code = "merged"
    detail = (
        "This incident was merged into another one; record it there, or take the two apart first."
    )


class NotMerged(Refusal):
    code = "not-merged"
    detail = "This incident was not merged into another one."


class MergedIntoItself(Refusal):
    code = "merged-into-itself"
    detail = "An incident cannot be merged into itself."


class OthersMergedHere(Refusal):
    code = "others-merged-here"
    detail = "Other incidents were merged into this one; take them apart first."


class MergeTargetGone(Refusal):
    code = "merge-target-gone"
    detail = "The other incident was merged or entered in error itself; choose the one that stands."


class MergeTargetClosed(Refusal):
    code = "merge-target-closed"
    detail = "The other incident is closed; it has to be reopened before another is merged into it."
