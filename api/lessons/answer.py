"""The lesson as callers read it."""

from typing import Annotated, Final

from pydantic import Field

from api.incidents.answer import MomentAnswer, ReceiptAnswer
from api.lessons.facts import TaughtFindingPart
from api.roles import RoleAnswer
from api.schema import Answer, LessonId, PersonId, RoleShown, ServiceId, Version
from domain.lesson.events import LessonVersion, Many, Some
from domain.lesson.reach import Depth
from domain.moment import Instant
from domain.vocabulary.teaching import PracticeMethod, Setting, UnderstandingMethod

MOST_REVISED: Final = 100
MOST_MET: Final = 1_000
Text = Annotated[str, Field(max_length=20_000)]
Roles = Annotated[tuple[RoleShown, ...], Field(max_length=50)]
Staff = Annotated[tuple[PersonId, ...], Field(max_length=500)]


class RoleLineAnswer(Answer):
    role: RoleShown
    on_your_shift: Text | None
    question: Text | None
    expected_answer: Text | None


class LessonVersionAnswer(Answer):
    """One version. `what_changed` and `affects` are null for the first."""

    lesson_version: LessonVersion
    title: Text | None
    text: Text | None
    audience: Annotated[tuple[RoleLineAnswer, ...], Field(max_length=50)]
    approved_by: RoleAnswer
    what_changed: Text | None
    affects: Roles | None
    at: MomentAnswer | None


class DeliveryAnswer(Answer):
    """`attended`: as many as were counted, or as were named."""

    lesson_version: LessonVersion
    setting: Setting
    service: ServiceId | None
    role: RoleShown | None
    attended: Many
    of: Some | None
    staff: Staff
    at: MomentAnswer | None


class AcknowledgementAnswer(Answer):
    lesson_version: LessonVersion
    service: ServiceId | None
    role: RoleShown | None
    acknowledged: Many
    of: Some | None
    staff: Staff
    at: MomentAnswer | None


class UnderstandingAnswer(Answer):
    lesson_version: LessonVersion
    service: ServiceId | None
    role: RoleShown | None
    passed: Many
    of: Some
    method: UnderstandingMethod
    at: MomentAnswer | None


class PracticeAnswer(Answer):
    lesson_version: LessonVersion
    service: ServiceId | None
    role: RoleShown | None
    passed: Many
    of: Some
    method: PracticeMethod
    at: MomentAnswer | None


class ReachAnswer(Answer):
    """Whom the newest version has reached, at least, and how deep. `of`: in post when it was
    said last; null where nobody said. The checks are the latest of each kind.
    """

    service: ServiceId | None
    role: RoleShown | None
    reached: Many
    of: Some | None
    missing: Many | None
    depth: Depth
    acknowledged: Many
    understanding: UnderstandingAnswer | None
    practice: PracticeAnswer | None


class RetiredAnswer(Answer):
    reason: Text | None
    by: RoleAnswer
    at: MomentAnswer | None


class LessonAnswer(Answer):
    """A lesson as it stands. `versions`: the newest last, and the one that is taught."""

    id: LessonId
    version: Version
    recorded_at: Instant
    services: Annotated[tuple[ServiceId, ...], Field(max_length=50)]
    findings: Annotated[tuple[TaughtFindingPart, ...], Field(max_length=50)]
    taught: LessonVersionAnswer
    versions: Annotated[tuple[LessonVersionAnswer, ...], Field(max_length=MOST_REVISED + 1)]
    reach: Annotated[tuple[ReachAnswer, ...], Field(max_length=4 * MOST_MET + 2_500)]
    deliveries: Annotated[tuple[DeliveryAnswer, ...], Field(max_length=MOST_MET)]
    acknowledgements: Annotated[tuple[AcknowledgementAnswer, ...], Field(max_length=MOST_MET)]
    understanding_checks: Annotated[tuple[UnderstandingAnswer, ...], Field(max_length=MOST_MET)]
    practice_checks: Annotated[tuple[PracticeAnswer, ...], Field(max_length=MOST_MET)]
    retired: RetiredAnswer | None


class LessonRecorded(LessonAnswer):
    """A lesson after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer
