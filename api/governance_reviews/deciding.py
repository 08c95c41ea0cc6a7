"""How facts about a governance review are decided. What it names has to be there and to be seen."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from api.actions.resource import ACTION
from api.attempt import Attempt
from api.audits.resource import AUDIT
from api.command import Target
from api.governance_reviews import facts
from api.governance_reviews.resource import MOST_LATER
from api.investigations.resource import INVESTIGATION
from api.learning import learning_text, maybe_learning_text
from api.lessons.resource import LESSON
from api.measures.resource import MEASURE
from api.other_end import other_ends
from api.resource import Resource
from api.roles import identity_of, in_role, maybe_identity, moment_of
from api.room import must_have_room
from api.services.known import must_be_known
from api.signals.resource import SIGNAL
from api.themes.looking import look_at, void_looks
from api.themes.resource import THEME
from domain.governance_review import decisions
from domain.governance_review.events import (
    Answered,
    Decision,
    DecisionAdded,
    LookedAt,
    ReviewHeld,
    ReviewVoided,
    Subject,
)
from domain.governance_review.state import GovernanceReview

At = Target[GovernanceReview]
RESOURCES: Final[dict[Subject, Resource[Any]]] = {
    Subject.ACTION: ACTION,
    Subject.LESSON: LESSON,
    Subject.MEASURE: MEASURE,
    Subject.INVESTIGATION: INVESTIGATION,
    Subject.AUDIT: AUDIT,
    Subject.SIGNAL: SIGNAL,
    Subject.THEME: THEME,
}


def _identity(one: facts.AnsweredPart, pointer: str) -> UUID | None:
    if one.id is None:
        return None
    return identity_of(RESOURCES[one.subject].prefix, one.id, f"{pointer}/id")


def _answered(parts: Iterable[facts.AnsweredPart], pointer: str) -> tuple[Answered, ...]:
    return tuple(
        Answered(subject=one.subject, factor=one.factor, id=_identity(one, f"{pointer}/{place}"))
        for place, one in enumerate(parts)
    )


async def _must_be_there(attempt: Attempt, answered: Iterable[Answered], pointer: str) -> None:
    """Raises Problem `not-found` for what is unknown or hidden from whoever acts."""
    for place, one in enumerate(answered):
        if one.id is not None:
            named = {one.id: f"{pointer}/{place}/id"}
            await other_ends(attempt, RESOURCES[one.subject], named)


async def _decision(attempt: Attempt, part: facts.DecisionPart, pointer: str) -> Decision:
    answers = _answered(part.answers, f"{pointer}/answers")
    return Decision(
        decision=attempt.ids(),
        text=learning_text(attempt, part.text, f"{pointer}/text"),
        answers=answers,
        owner=None if part.owner is None else await in_role(attempt, part.owner),
        due_on=part.due_on,
    )


async def hold(attempt: Attempt, _: At | None, body: facts.HoldReview) -> UUID:
    identity = attempt.ids()
    looked_at = LookedAt(
        known_at=body.looked_at.known_at,
        views=body.looked_at.views,
        subjects=_answered(body.looked_at.subjects, "/looked_at/subjects"),
    )
    held = ReviewHeld(
        held_on=body.held_on,
        forum=body.forum,
        service=await must_be_known(attempt, maybe_identity("svc", body.service, "/service")),
        chaired_by=await in_role(attempt, body.chaired_by),
        attended=body.attended,
        looked_at=looked_at,
        decisions=tuple(
            [
                await _decision(attempt, one, f"/decisions/{place}")
                for place, one in enumerate(body.decisions)
            ]
        ),
        summary=maybe_learning_text(attempt, body.summary, "/summary"),
        at=moment_of(attempt, body.at),
    )
    held = decisions.hold(held, now=attempt.now)
    await _must_be_there(attempt, held.looked_at.subjects, "/looked_at/subjects")
    for place, one in enumerate(held.decisions):
        await _must_be_there(attempt, one.answers, f"/decisions/{place}/answers")
    attempt.begin(identity)
    attempt.record(identity, held)
    answered = [one for decision in held.decisions for one in decision.answers]
    look_at(attempt, identity, held, held.looked_at.subjects, decided=False)
    look_at(attempt, identity, held, answered, decided=True)
    return identity


async def add_decision(attempt: Attempt, at: At, body: facts.AddDecision) -> UUID:
    must_have_room(at.state.later, MOST_LATER)
    decision = await _decision(attempt, body, "")
    added = DecisionAdded(decision=decision, at=moment_of(attempt, body.at))
    added = decisions.add_decision(at.state, added)
    await _must_be_there(attempt, decision.answers, "/answers")
    attempt.record(at.id, added)
    look_at(attempt, at.id, at.state.held, decision.answers, decided=True)
    return at.id


async def void(attempt: Attempt, at: At, body: facts.VoidReview) -> UUID:
    reason = learning_text(attempt, body.reason, "/reason")
    voided = ReviewVoided(reason=reason, at=moment_of(attempt, body.at))
    attempt.record(at.id, decisions.void(at.state, voided))
    await void_looks(attempt, at.id, at.state)
    return at.id
