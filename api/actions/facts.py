"""What callers send about an action. Free text is learning text: it names nobody."""

from typing import Annotated

from pydantic import Field

from api.roles import RolePart
from api.schema import (
    AuditId,
    FindingId,
    IncidentId,
    InvestigationId,
    MeasureId,
    Request,
    Role,
    ServiceId,
    SignalId,
    ThemeId,
    Words,
)
from domain.action.vocabulary import Verdict
from domain.moment import Day, When
from domain.vocabulary.code import Code
from domain.vocabulary.holding import Word
from domain.vocabulary.improvement import ActionKind, Strength

ReviewDay = Annotated[int, Field(ge=1, le=3_650)]


class AnsweredFindingPart(Request):
    """A finding that this action answers."""

    investigation: InvestigationId
    finding: FindingId


class AnsweredGapPart(Request):
    """A criterion that an audit found not met."""

    audit: AuditId
    criterion: Code


class AgreeAction(Request):
    """Answers at least one finding, gap or theme; says how anyone will know that it helped, or why
    not.
    """

    title: Words
    kind: ActionKind
    strength: Strength | None = None
    """Your judgement; without it, what is suggested for its kind."""
    findings: Annotated[tuple[AnsweredFindingPart, ...], Field(max_length=50)] = ()
    gaps: Annotated[tuple[AnsweredGapPart, ...], Field(max_length=50)] = ()
    themes: Annotated[tuple[ThemeId, ...], Field(max_length=20)] = ()
    owner: RolePart
    due_on: Day
    measure: Words | None = None
    """In words how anyone will know that it helped; `measures` names measures that are kept."""
    measures: Annotated[tuple[MeasureId, ...], Field(max_length=20)] = ()
    why_no_measure: Words | None = None
    strength_reason: Words | None = None
    """Why you judge its strength otherwise than its kind suggests."""
    review_days: Annotated[tuple[ReviewDay, ...], Field(max_length=10)] | None = None
    """When its effect is reviewed, in days after verification; 90 and 180 unless you say so."""
    service: ServiceId | None = None
    at: When | None = None


class NameMeasures(Request):
    """More measures by which anyone will know whether it helped."""

    measures: Annotated[tuple[MeasureId, ...], Field(min_length=1, max_length=20)]
    at: When | None = None


class StartAction(Request):
    """Work on it has begun."""

    at: When | None = None


class ChangeDueDate(Request):
    """It is due on another day. The first date stays, and it is told against both."""

    due_on: Day
    reason: Words
    interim_control: Words | None = None
    """What keeps people safe until then."""
    at: When | None = None


class ChangeOwner(Request):
    """Somebody else is to do it."""

    owner: RolePart
    reason: Words | None = None
    at: When | None = None


class CompleteAction(Request):
    """Whoever did it says that it is done."""

    evidence: Words | None = None
    at: When | None = None


class VerifyAction(Request):
    """Somebody else saw that it was done."""

    evidence: Words | None = None
    at: When | None = None


class RefuseVerification(Request):
    """Somebody looked and it was not done: it is to be done again."""

    reason: Words
    at: When | None = None


class CitedMeasurePart(Request):
    """What a measure showed: its state in a word, or a reading in your words, or both."""

    measure: MeasureId
    state: Code | None = None
    reading: Words | None = None


class ReviewEffect(Request):
    """People judge whether it helped, on what a measure showed or what people said.

    Nobody who owned or completed it judges alone: whoever acts, or somebody in `together_with`, is
    another.
    """

    verdict: Verdict
    together_with: Annotated[tuple[RolePart, ...], Field(max_length=20)] = ()
    day: Annotated[int, Field(ge=0, le=3_650)] | None = None
    """Which review this is, in days after verification; counted for you where you do not say."""
    measures: Annotated[tuple[CitedMeasurePart, ...], Field(max_length=20)] = ()
    as_known_at: When | None = None
    """What is cited is what was known then; now, where you do not say."""
    cited_verdict: Word | None = None
    """Heed's own word on it, as known then: refused unless it was that. Yours stays `verdict`."""
    recurrences: Annotated[tuple[IncidentId, ...], Field(max_length=100)] = ()
    """The recurrences that you looked at."""
    people_said: Words | None = None
    why_nobody_was_asked: Words | None = None
    at: When | None = None


class BecausePart(Request):
    """What made people look: a signal, a recurrence of the action, or both."""

    signal: SignalId | None = None
    recurrence: IncidentId | None = None


class ReopenAction(Request):
    """It is to be done again, by a new date. What was judged before stays. Only a person reopens
    an action; `because` cites what Heed noticed.
    """

    reason: Words
    due_on: Day
    because: BecausePart | None = None
    at: When | None = None


class CancelAction(Request):
    """It will not be done. Its findings are unanswered again, unless something else answers them.

    Where a finding it answers rests on an incident of moderate harm or worse, say which role
    accepts the risk.
    """

    reason: Words
    risk_accepted_by: Role | None = None
    at: When | None = None


class LookAtRecurrences(Request):
    """You looked at new incidents that are like those it was for, and say what you think of them.
    That closes the loose end and changes nothing else.
    """

    incidents: Annotated[tuple[IncidentId, ...], Field(min_length=1, max_length=100)]
    text: Words
    at: When | None = None


class SetAdviceAside(Request):
    """You read what is advised and decided otherwise."""

    rule: Code
    reason: Words
    at: When | None = None
