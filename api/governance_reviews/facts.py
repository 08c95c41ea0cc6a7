"""What callers send about a governance review. Free text is learning text: it names nobody."""

from typing import Annotated

from pydantic import Field

from api.roles import RolePart
from api.schema import Request, Role, ServiceId, Words
from domain.governance_review.events import Forum, Subject
from domain.moment import Day, Instant, When
from domain.vocabulary.code import Code
from domain.vocabulary.factor import Factor

SubjectId = Annotated[
    str,
    Field(
        min_length=30,
        max_length=30,
        pattern=r"^(act|les|mea|inv|aud|thm|sig)_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    ),
]


class AnsweredPart(Request):
    """A theme by its `id`, or by a `factor`; an action, a lesson, a measure, an investigation, an
    audit or a signal by its `id`.
    """

    subject: Subject
    id: SubjectId | None = None
    factor: Factor | None = None


class LookedAtPart(Request):
    """What lay on the table, and when that was all known."""

    known_at: Instant
    views: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    """Names of views, such as `register` or `open_loops`."""
    subjects: Annotated[tuple[AnsweredPart, ...], Field(max_length=200)] = ()


class DecisionPart(Request):
    """One decision. That nothing needs to be done is one too."""

    text: Words
    answers: Annotated[tuple[AnsweredPart, ...], Field(max_length=50)] = ()
    owner: RolePart | None = None
    due_on: Day | None = None


class HoldReview(Request):
    """Leadership met, looked at what was known, and decided."""

    held_on: Day
    forum: Forum
    service: ServiceId | None = None
    """Of one service; without it, of the whole provider."""
    chaired_by: RolePart
    attended: Annotated[tuple[Role, ...], Field(max_length=50)] = ()
    looked_at: LookedAtPart
    decisions: Annotated[tuple[DecisionPart, ...], Field(max_length=100)] = ()
    summary: Words | None = None
    at: When | None = None


class AddDecision(DecisionPart):
    """A decision of that review that was not written down with it."""

    at: When | None = None


class VoidReview(Request):
    """It was recorded by mistake."""

    reason: Words
    at: When | None = None
