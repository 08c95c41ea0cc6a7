"""What the rules forbid for an improvement action, and how that is said."""

from domain.refusal import Refusal


class AnswersNothing(Refusal):
    code = "action-answers-nothing"
    detail = "An action answers at least one finding, one gap of an audit or one theme."


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
    detail = "An action is verified by somebody who never owned it and never completed it."


class ActionIsCancelled(Refusal):
    code = "action-is-cancelled"
    detail = "This action was cancelled, so nothing more is recorded about it."


class ActionAlreadyStarted(Refusal):
    code = "action-already-started"
    detail = "Work on this action has begun already."


class DueDateUnchanged(Refusal):
    code = "due-date-unchanged"
    detail = "The action is due on this day already."


class OwnerUnchanged(Refusal):
    code = "owner-unchanged"
    detail = "This action has this owner already."


class ReviewDaysOutOfOrder(Refusal):
    code = "review-days-out-of-order"
    detail = "Name each day of review once, the earliest first."


class ActionNotVerified(Refusal):
    code = "action-not-verified"
    detail = "Only a verified action is reviewed for its effect, or reopened."


class ReviewedBeforeVerified(Refusal):
    code = "reviewed-before-verified"
    detail = "The effect of an action cannot be judged before it was verified."


class ReviewedByOwnerAlone(Refusal):
    code = "reviewed-by-owner-alone"
    detail = "Whether an action helped is not judged by those alone who owned or completed it."


class VerdictWithoutGround(Refusal):
    code = "verdict-without-ground"
    detail = (
        "A verdict cites what a measure showed or what people said, and one that it is too early "
        "may say why nobody was asked."
    )


class AskedOrNot(Refusal):
    code = "asked-or-not"
    detail = "Say what people said, or why nobody was asked, not both."


class NothingToSustain(Refusal):
    code = "nothing-to-sustain"
    detail = "That it is sustained, or not, follows an earlier verdict that it helped."


class RiskNotAccepted(Refusal):
    code = "risk-not-accepted"
    detail = (
        "This action answers a finding on moderate harm or worse, so say which role accepts the "
        "risk of not doing it."
    )


class RecurrenceUnknown(Refusal):
    code = "recurrence-unknown"
    detail = "This incident is no recurrence of the action, or none any more."


class RecurrencesLookedAtAlready(Refusal):
    code = "recurrences-looked-at-already"
    detail = "Somebody has looked at all of these recurrences already."


class SignalNotOfAction(Refusal):
    code = "signal-not-of-action"
    detail = "This signal is not about any measure that the action cites, nor about the action."


class VerdictNotGiven(Refusal):
    code = "verdict-not-given"
    detail = (
        "As known at this time, Heed's own verdict on the action was another, or there was none."
    )


class MeasuresNamedAlready(Refusal):
    code = "measures-named-already"
    detail = "The action names these measures already."
