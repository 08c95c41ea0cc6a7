"""A command, from the request to the answer: the one order in which everything is looked at.

400, then an answer this key already has, then 403, 404, 428/412, 422 (the body alone decides) and
409 (the state decides). A decision that others overtook is made again, at most three times without
If-Match and never with it: who judged what they saw must see it again. The answer follows the
commit.

Source: RFC 9110 section 13.2.2 (order of preconditions); the binding order of answers.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from api.answering import receipt, receipt_of, recorded_answer, rows_of
from api.asking import Asking, asked
from api.attempt import Attempt
from api.idempotency import HEADER as KEY_HEADER
from api.idempotency import canonical, required_key
from api.incidents.lenient import findings
from api.linked import must_name_nobody_linked
from api.precondition import HEADER as MATCH_HEADER
from api.precondition import expected_version, must_match
from api.problem.problem import Problem
from api.reader import Reader, reader_of
from api.resource import Resource
from api.scope import Scope
from api.sealing import to_append
from domain.actor import Actor
from domain.log import Append, Code, Key, Outcome, Recorded

M = TypeVar("M", bound=BaseModel)
S = TypeVar("S")
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Target(Generic[S]):
    """The resource that a fact is about, as it was when this attempt began."""

    id: UUID
    rows: Sequence[Recorded]
    state: S

    @property
    def version(self) -> int:
        """0: nothing is recorded of it yet."""
        return self.rows[-1].version if self.rows else 0


@dataclass(frozen=True, slots=True)
class Fact(Generic[M, S]):
    """One kind of fact that can be recorded.

    `decide` records events in the attempt and returns the identity of the resource it is about;
    its target is None where the fact makes a new one. `judged`: If-Match is required.
    `accountable`: whoever it is done for must be named. `of_provider`: it is about the provider
    itself, so that no identity stands in its address.
    """

    model: type[M]
    resource: Resource[S]
    scopes: tuple[Scope, ...]
    decide: Callable[[Attempt, "Target[S] | None", M], Awaitable[UUID]]
    makes_new: bool = False
    judged: bool = False
    accountable: bool = False
    of_provider: bool = False


def validated(model: type[M], raw: bytes) -> M:
    """The body as `model`. Raises Problem `validation` that names members of the schema only."""
    try:
        return model.model_validate_json(raw, strict=True)
    except ValidationError as refused:
        errors = findings(refused)
        raise Problem("validation", errors=errors) from None


def fingerprint(asking: Asking) -> bytes:
    actor = "" if asking.actor is None else f"{asking.actor.role}/{asking.actor.staff_ref}"
    parts = (asking.method.encode(), asking.path.encode(), actor.encode())
    return asking.heed.vault.fingerprint(
        asking.provider, "request", *parts, canonical(asking.value)
    )


def must_hold(asking: Asking, scopes: Sequence[Scope]) -> None:
    """Raises Problem `forbidden`, naming the scope that would do."""
    if not asking.principal.may(*scopes):
        raise Problem("forbidden", missing_scope=scopes[0])


async def begin(asking: Asking, key: str) -> tuple[Attempt, Reader]:
    """A new attempt. Whoever it is done for gets a random reference, if they have none yet."""
    reader = await reader_of(asking)
    attempt = Attempt(
        heed=asking.heed,
        principal=asking.principal,
        provider=asking.provider,
        actor=str(Actor(asking.principal.credential)),
        persons=reader.persons,
        now=asking.heed.clock(),
        ids=asking.heed.ids(f"{asking.principal.integration}/{key}"),
    )
    if asking.actor is not None:
        name = attempt.staff(asking.actor.staff_ref)
        if reader.staff is not None:
            attempt.names[name] = reader.staff
        staff = attempt.introduce(name)
        attempt.actor = str(Actor(asking.principal.credential, asking.actor.role, staff))
    return attempt, reader


async def _target(
    fact: Fact[Any, S], attempt: Attempt, reader: Reader, identity: UUID
) -> Target[S]:
    rows = await attempt.load(identity)
    return Target(identity, rows, await fact.resource.seen(reader, rows))


@dataclass(frozen=True, slots=True)
class Decided(Generic[S]):
    """What one attempt came to, ready to be appended. `judged`: the caller named a version."""

    attempt: Attempt
    reader: Reader
    target: Target[S] | None
    append: Append
    judged: bool


async def _decided(asking: Asking, fact: Fact[M, S], key: Key, identity: UUID | None) -> Decided[S]:
    attempt, reader = await begin(asking, key.key)
    target, expected = None, None
    if identity is not None:
        target = await _target(fact, attempt, reader, identity)
        expected = expected_version(asking.headers.get(MATCH_HEADER), required=fact.judged)
        must_match(expected, target.version)
    about = await fact.decide(attempt, target, validated(fact.model, asking.raw))
    await must_name_nobody_linked(attempt)
    append = await to_append(attempt, key=key, status=201, answers=about)
    return Decided(attempt, reader, target, append, judged=expected is not None)


def checked(outcome: Outcome) -> bool:
    """Whether it is in the log. False: overtaken, decide again."""
    if outcome.code is Code.KEY_REUSED:
        raise Problem("idempotency-key-reused")
    if outcome.code is Code.NO_PROVIDER:
        raise Problem("not-found")
    return outcome.code in {Code.STORED, Code.REPLAYED}


async def replayed(asking: Asking, resource: Resource[Any], outcome: Outcome) -> Response:
    """The first answer again: the fold at the version it had."""
    checked(outcome)
    pointer = outcome.pointer
    if pointer is None:  # pragma: no cover - a replay always points somewhere
        raise Problem("internal")
    reader = await reader_of(asking)
    rows = await asking.heed.log.load(asking.provider, pointer.stream)
    standing = await resource.standing(reader, rows, version=pointer.version)
    receipt = await receipt_of(asking.heed, asking.provider, pointer)
    answer = resource.answer(reader, standing, receipt)
    position = asking.heed.position(pointer.position)
    return recorded_answer(answer, standing.version, position, pointer.status, replayed=True)


async def execute(request: Request, fact: Fact[M, S]) -> Response:
    """Answer one POST of a fact."""
    asking = await asked(request)
    if fact.accountable and asking.actor is None:
        raise Problem("actor-required")
    name = required_key(asking.headers.get(KEY_HEADER))
    key = Key(asking.principal.integration, name, fingerprint(asking))
    if (known := await asking.heed.log.replay(asking.provider, key)) is not None:
        return await replayed(asking, fact.resource, known)
    must_hold(asking, fact.scopes)
    return await _recorded(asking, fact, key, _identity(asking, fact, request))


def _identity(asking: Asking, fact: Fact[Any, Any], request: Request) -> UUID | None:
    """What the fact is about; None where it makes something new."""
    if fact.of_provider:
        return asking.provider
    return None if fact.makes_new else fact.resource.identity(request.path_params["id"])


async def _recorded(asking: Asking, fact: Fact[M, S], key: Key, identity: UUID | None) -> Response:
    for _ in range(ATTEMPTS):
        decided = await _decided(asking, fact, key, identity)
        outcome = await asking.heed.log.append(decided.append)
        if outcome.code is Code.REPLAYED:
            return await replayed(asking, fact.resource, outcome)
        if checked(outcome):
            return await _told(fact, decided, outcome)
        if decided.judged:
            raise Problem("version-conflict")
    raise Problem("conflict")


async def _told(fact: Fact[Any, S], decided: Decided[S], outcome: Outcome) -> Response:
    """The resource as it now is: what was there before, and what was added."""
    attempt, append = decided.attempt, decided.append
    added = rows_of(append, outcome)
    seen = attempt.loaded.get(append.answers, ())  # what begins may go on, as a year's tables do
    before = list(seen) if decided.target is None else list(decided.target.rows)
    if decided.target is not None and decided.target.id != append.answers:
        before = list(await attempt.heed.log.load(attempt.provider, append.answers))
        before = before[: append.answers_version - sum(r.stream == append.answers for r in added)]
    rows = [*before, *(row for row in added if row.stream == append.answers)]
    said = {identity: text.words for identity, text in attempt.texts.items()}
    standing = await fact.resource.standing(decided.reader, rows, said)
    answer = fact.resource.answer(decided.reader, standing, receipt(attempt.heed, added[0]))
    position = attempt.heed.position(added[-1].position)
    return recorded_answer(answer, standing.version, position, append.status, replayed=False)
