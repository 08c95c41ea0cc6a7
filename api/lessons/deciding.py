"""How facts about a lesson are decided."""

from typing import TypedDict
from uuid import UUID

from api.attempt import Attempt
from api.command import Target
from api.learning import learning_text
from api.lessons import facts
from api.lessons.answer import MOST_MET, MOST_REVISED
from api.lessons.content import content_of, findings_must_stand, findings_of
from api.roles import actor_of, identity_of, maybe_identity, moment_of
from api.room import must_have_room
from api.services.known import must_be_known
from domain.lesson import decisions
from domain.lesson.events import (
    LessonAcknowledged,
    LessonDelivered,
    LessonPublished,
    LessonRetired,
    LessonRevised,
    PracticeChecked,
    UnderstandingChecked,
)
from domain.lesson.heads import Heads
from domain.lesson.state import Lesson
from domain.moment import Moment

At = Target[Lesson]


class Met(TypedDict):
    """The members that everything recorded of people has."""

    lesson_version: int
    service: UUID | None
    role: str | None
    at: Moment | None


async def publish(attempt: Attempt, _: At | None, body: facts.PublishLesson) -> UUID:
    identity = attempt.ids()
    published = decisions.publish(
        LessonPublished(
            content=await content_of(attempt, body),
            services=tuple(identity_of("svc", one, "/services") for one in body.services),
            findings=findings_of(body),
            at=moment_of(attempt, body.at),
        )
    )
    for place, service in enumerate(published.services):
        await must_be_known(attempt, service, pointer=f"/services/{place}")
    await findings_must_stand(attempt, published.findings)
    attempt.begin(identity)
    attempt.record(identity, published)
    return identity


async def revise(attempt: Attempt, at: At, body: facts.ReviseLesson) -> UUID:
    revised = LessonRevised(
        content=await content_of(attempt, body),
        what_changed=learning_text(attempt, body.what_changed, "/what_changed"),
        affects=body.affects,
        at=moment_of(attempt, body.at),
    )
    revised = decisions.revise(at.state, revised)
    must_have_room(at.state.revised, MOST_REVISED)
    attempt.record(at.id, revised)
    return at.id


async def _met(attempt: Attempt, at: At, body: facts.MetPart) -> Met:
    """The newest version, and the one service that it is for, where no other is named."""
    service = await must_be_known(attempt, maybe_identity("svc", body.service, "/service"))
    return Met(
        lesson_version=body.lesson_version or at.state.newest,
        service=service or at.state.only_service,
        role=body.role,
        at=moment_of(attempt, body.at),
    )


async def _heads(
    attempt: Attempt, number: int | None, of: int | None, refs: tuple[str, ...]
) -> Heads:
    """Everybody who is named gets their random reference, each once."""
    names = [attempt.staff(ref) for ref in dict.fromkeys(refs)]
    await attempt.find(names)
    staff = tuple(dict.fromkeys(attempt.introduce(name) for name in names))
    return Heads(number=number, of=of, staff=staff)


async def deliver(attempt: Attempt, at: At, body: facts.DeliverLesson) -> UUID:
    delivered = LessonDelivered(
        **await _met(attempt, at, body),
        setting=body.setting,
        heads=await _heads(attempt, body.attended, body.of, body.staff_refs),
    )
    delivered = decisions.deliver(at.state, delivered)
    must_have_room(at.state.delivered, MOST_MET)
    attempt.record(at.id, delivered)
    return at.id


async def acknowledge(attempt: Attempt, at: At, body: facts.AcknowledgeLesson) -> UUID:
    acknowledged = LessonAcknowledged(
        **await _met(attempt, at, body),
        heads=await _heads(attempt, body.acknowledged, body.of, body.staff_refs),
    )
    acknowledged = decisions.acknowledge(at.state, acknowledged)
    must_have_room(at.state.acknowledged, MOST_MET)
    attempt.record(at.id, acknowledged)
    return at.id


async def check_understanding(attempt: Attempt, at: At, body: facts.CheckUnderstanding) -> UUID:
    met = await _met(attempt, at, body)
    checked = UnderstandingChecked(**met, passed=body.passed, of=body.of, method=body.method)
    checked = decisions.check(at.state, checked)
    must_have_room(at.state.understood, MOST_MET)
    attempt.record(at.id, checked)
    return at.id


async def check_practice(attempt: Attempt, at: At, body: facts.CheckPractice) -> UUID:
    met = await _met(attempt, at, body)
    checked = PracticeChecked(**met, passed=body.passed, of=body.of, method=body.method)
    checked = decisions.check(at.state, checked)
    must_have_room(at.state.practised, MOST_MET)
    attempt.record(at.id, checked)
    return at.id


async def retire(attempt: Attempt, at: At, body: facts.RetireLesson) -> UUID:
    retired = LessonRetired(
        reason=learning_text(attempt, body.reason, "/reason"),
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, decisions.retire(at.state, retired))
    return at.id
