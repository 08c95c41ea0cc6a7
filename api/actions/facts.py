"""What callers send about an action. Free text is learning text: it names nobody."""

from typing import Annotated

from pydantic import Field

from api.roles import RolePart
from api.schema import AuditId, FindingId, InvestigationId, Request, ServiceId, Words
from domain.moment import Day, When
from domain.vocabulary.code import Code
from domain.vocabulary.improvement import ActionKind, Strength


class AnsweredFindingPart(Request):
    """A finding that this action answers."""

    investigation: InvestigationId
    finding: FindingId


class AnsweredGapPart(Request):
    """A criterion that an audit found not met."""

    audit: AuditId
    criterion: Code


class AgreeAction(Request):
    """Answers at least one finding or gap; says how anyone will know that it helped, or why not."""

    title: Words
    kind: ActionKind
    strength: Strength | None = None
    """Your judgement; without it, what is suggested for its kind."""
    findings: Annotated[tuple[AnsweredFindingPart, ...], Field(max_length=50)] = ()
    gaps: Annotated[tuple[AnsweredGapPart, ...], Field(max_length=50)] = ()
    owner: RolePart
    due_on: Day
    measure: Words | None = None
    why_no_measure: Words | None = None
    service: ServiceId | None = None
    at: When | None = None


class CompleteAction(Request):
    """Whoever did it says that it is done."""

    evidence: Words | None = None
    at: When | None = None


class VerifyAction(Request):
    """Somebody else saw that it was done."""

    at: When | None = None


class RefuseVerification(Request):
    """Somebody looked and it was not done: it is to be done again."""

    reason: Words
    at: When | None = None
