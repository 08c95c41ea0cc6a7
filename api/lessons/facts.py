"""What callers send about a lesson. Its words are learning text: they name nobody."""

from typing import Annotated

from pydantic import Field

from api.roles import RolePart
from api.schema import FindingId, InvestigationId, Line, Ref, Request, Role, ServiceId, Words
from domain.lesson.events import LessonVersion, Many, Some
from domain.moment import When
from domain.vocabulary.teaching import PracticeMethod, Setting, UnderstandingMethod

StaffRefs = Annotated[tuple[Ref, ...], Field(max_length=500)]


class RoleLinePart(Request):
    """What one role takes from it."""

    role: Role
    on_your_shift: Line | None = None
    """One line: what they do differently on their next shift."""
    question: Line | None = None
    """One question that shows whether it was understood."""
    expected_answer: Line | None = None


class TaughtFindingPart(Request):
    """A finding that this lesson teaches."""

    investigation: InvestigationId
    finding: FindingId


class ContentPart(Request):
    """What is taught, to whom, and who approved it."""

    title: Line
    text: Words | None = None
    audience: Annotated[tuple[RoleLinePart, ...], Field(min_length=1, max_length=50)]
    approved_by: RolePart


class PublishLesson(ContentPart):
    """A lesson that identifies nobody. Without `services` it is for all of the provider."""

    services: Annotated[tuple[ServiceId, ...], Field(max_length=50)] = ()
    findings: Annotated[tuple[TaughtFindingPart, ...], Field(max_length=50)] = ()
    at: When | None = None


class ReviseLesson(ContentPart):
    """A new version, whole, with what changed and the roles that have to hear it again."""

    what_changed: Words
    affects: Annotated[tuple[Role, ...], Field(min_length=1, max_length=50)]
    at: When | None = None


class MetPart(Request):
    """Whom it met: where (the one service that it is for), in which role if all had the same, and
    which version (the newest).
    """

    lesson_version: LessonVersion | None = None
    service: ServiceId | None = None
    role: Role | None = None
    at: When | None = None


class DeliverLesson(MetPart):
    """`attended` of how many in post then, or your references for them, or both."""

    setting: Setting
    attended: Many | None = None
    of: Some | None = None
    staff_refs: StaffRefs = ()


class AcknowledgeLesson(MetPart):
    """How many say that they have read or heard it, or your references for them, or both."""

    acknowledged: Many | None = None
    of: Some | None = None
    staff_refs: StaffRefs = ()


class CheckUnderstanding(MetPart):
    """How many of those who were asked could say it."""

    passed: Many
    of: Some
    method: UnderstandingMethod


class CheckPractice(MetPart):
    """How many of those who were watched do it."""

    passed: Many
    of: Some
    method: PracticeMethod


class RetireLesson(Request):
    """It is not taught any more, and why."""

    reason: Words
    at: When | None = None
