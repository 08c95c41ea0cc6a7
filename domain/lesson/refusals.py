"""What the rules forbid for a lesson, and how that is said."""

from domain.refusal import Refusal


class AudienceRepeated(Refusal):
    code = "audience-repeated"
    detail = "A lesson names each role of its audience once."


class QuestionWithoutAnswer(Refusal):
    code = "question-without-answer"
    detail = "A question to a role comes with the answer that is expected, and the other way round."


class AffectsNobody(Refusal):
    code = "affects-nobody"
    detail = "A new version says which roles of its audience it affects."


class NobodyCounted(Refusal):
    code = "nobody-counted"
    detail = "Say how many of how many, or give staff references, or both."


class CountIncomplete(Refusal):
    code = "count-incomplete"
    detail = "A number of people is given together with how many were in post then."


class MoreThanInPost(Refusal):
    code = "more-than-in-post"
    detail = "No more people are named than were counted, and no more counted than were in post."


class PassedMoreThanAsked(Refusal):
    code = "passed-more-than-asked"
    detail = "No more people pass a check than were checked."


class LessonVersionUnknown(Refusal):
    code = "lesson-version-unknown"
    detail = "This lesson has no such version."


class LessonRetired(Refusal):
    code = "lesson-retired"
    detail = "This lesson was retired."
