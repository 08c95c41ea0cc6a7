"""How a provider's own decisions are decided. A value that has not the form of its policy is
refused at the member that is wrong.
"""

from uuid import UUID

from pydantic import ValidationError

from api.attempt import Attempt
from api.command import Target
from api.incidents.lenient import findings
from api.learning import maybe_learning_text
from api.policies import facts
from api.policies.resource import MOST_EXTENSIONS, MOST_SET
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.roles import moment_of
from api.room import must_have_room
from domain.policy.setting import PolicySet, set_policy
from domain.provider import Provider
from domain.published import PUBLISHED, newest
from domain.vocabulary.extension import VocabularyExtended, extend

At = Target[Provider]


def _not_of_that_form(refused: ValidationError) -> Problem:
    errors = [Finding(f"/value{one.pointer}", one.code, one.detail) for one in findings(refused)]
    return Problem("validation", errors=errors)


async def decide_policy(attempt: Attempt, at: At, body: facts.SetPolicy) -> UUID:
    wanted = PolicySet(
        policy=body.policy,
        value=body.value,
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    policies = at.state.policies
    try:
        decided = set_policy(policies, wanted)
    except ValidationError as refused:
        raise _not_of_that_form(refused) from None
    must_have_room(policies.sets.get(body.policy, ()), MOST_SET)
    attempt.record(at.id, decided)
    return at.id


async def extend_vocabulary(attempt: Attempt, at: At, body: facts.ExtendVocabulary) -> UUID:
    own = PUBLISHED.get(body.vocabulary)
    vocabulary = newest(body.vocabulary, at.state.extensions)
    if own is None or vocabulary is None:
        raise Problem("validation", errors=[Finding("/vocabulary", "unknown_code")])
    wanted = VocabularyExtended(
        vocabulary=body.vocabulary,
        terms=body.terms,
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    maps_to = None if own.maps_to is None else newest(own.maps_to, at.state.extensions)
    must_have_room(at.state.extensions, MOST_EXTENSIONS)
    attempt.record(at.id, extend(vocabulary, wanted, maps_to))
    return at.id
