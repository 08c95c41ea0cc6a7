"""What the rules forbid for a governance review, and how that is said."""

from domain.refusal import Refusal


class NothingLookedAt(Refusal):
    code = "nothing-looked-at"
    detail = "A review says what was looked at: at least one view, theme or resource."


class SubjectNotNamed(Refusal):
    code = "subject-not-named"
    detail = "A theme is named by its id or its factor, not both; everything else by its id."


class LookedAtTheFuture(Refusal):
    code = "looked-at-the-future"
    detail = "Nobody can have looked at what was not known yet."


class ReviewNotHeldYet(Refusal):
    code = "review-not-held-yet"
    detail = "A review is recorded once it was held."


class ReviewAlreadyVoided(Refusal):
    code = "review-already-voided"
    detail = "This review was recorded by mistake; nothing is added to it."
