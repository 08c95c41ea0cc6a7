"""What cannot be said of a duty, and how that is put."""

from domain.refusal import Refusal


class DutyUnanswered(Refusal):
    code = "duty-unanswered"
    detail = (
        "An incident cannot be closed while a duty to tell somebody was neither done nor ruled "
        "out with a reason."
    )


class OpinionRequired(Refusal):
    code = "opinion-required"
    detail = (
        "This duty rests on a health professional's opinion, so say whose opinion it is and when "
        "it was given."
    )


class ConditionsNotMet(Refusal):
    code = "duty-conditions-not-met"
    detail = "This duty is owed only where all of its conditions are met, so name each of them."


class CommissionerNotAsked(Refusal):
    code = "commissioner-not-asked"
    detail = "Only what a contract wants told is owed to one commissioner among several."


class DutyAlreadyMet(Refusal):
    code = "duty-already-met"
    detail = "This was told already, so it cannot be ruled out."


class DutyOfAnotherBody(Refusal):
    code = "duty-of-another-body"
    detail = "This duty is owed to another body than the one that was told."


class CandourBySteps(Refusal):
    code = "candour-by-steps"
    detail = "The duty of candour is done in seven steps, and each is recorded as a step."


class AttemptsRequired(Refusal):
    code = "attempts-required"
    detail = "Where a step of candour was declined or not possible, say how often it was tried."


class WrittenBeforeInPerson(Refusal):
    code = "written-before-in-person"
    detail = (
        "The letter of candour follows the conversation in person, unless that was declined or "
        "not possible and the attempts are recorded."
    )
