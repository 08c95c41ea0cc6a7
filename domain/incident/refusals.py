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
        "A safeguarding concern cannot be closed before type, source and place of abuse or "
        "neglect are known."
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
