"""What the rules forbid for an improvement action, and how that is said."""

from domain.refusal import Refusal


class AnswersNothing(Refusal):
    code = "action-answers-nothing"
    detail = "An action answers at least one finding of an investigation or one gap of an audit."


class MeasureOrReason(Refusal):
    code = "measure-or-reason"
    detail = "Say how it will be measured, or why it cannot be: one of the two, not both."


class ActionAlreadyCompleted(Refusal):
    code = "action-already-completed"
    detail = "This action is completed already."


class ActionNotCompleted(Refusal):
    code = "action-not-completed"
    detail = "Only a completed action can be verified, or its verification refused."


class ActionAlreadyVerified(Refusal):
    code = "action-already-verified"
    detail = "This action is verified already."


class VerifiedBeforeCompleted(Refusal):
    code = "verified-before-completed"
    detail = "An action cannot be verified before it was completed."


class VerificationNotIndependent(Refusal):
    code = "verification-not-independent"
    detail = "An action is verified by somebody who neither owns it nor completed it."
