"""A resource: one stream, folded, shown to whoever may see it.

Reading one resource folds its own stream and is always current; a repeated answer is the fold at
the version that the first answer had. A resource that the caller may not see is answered like one
that does not exist, and so is an identity of another kind: the prefix in front of it is only what
the caller wrote. Who may see it is decided by what is known now, whatever version is asked for.

Source: Heed's rule on restricted incidents; OWASP API1:2023.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from api.attempt import events_of
from api.hidden import is_hidden, unseen_among
from api.opening import learning_words
from api.policies.standing import policies_of
from api.principal import Principal
from api.problem.problem import Problem
from api.reader import Reader
from api.schema import Answer
from domain.identifier import read
from domain.log import Recorded
from domain.policy.setting import Policies
from domain.sealed import Body

S = TypeVar("S")


def nothing_veiled(_: Sequence[Recorded]) -> frozenset[UUID]:
    return frozenset()


def made_of_nothing(_: Any) -> tuple[UUID, ...]:
    return ()


def as_stored(facts: dict[str, Any], _: frozenset[UUID]) -> dict[str, Any]:
    return facts


def to_everybody(facts: dict[str, Any], _: Reader) -> dict[str, Any]:
    return facts


@dataclass(frozen=True, slots=True)
class Standing(Generic[S]):
    """A resource at one version. `words`: learning text that was opened for this reader.
    `policies`: what the provider has decided, where the resource is shown by it. `veiled`: as
    `Resource.veiled` says of it now, whatever the version.
    """

    id: UUID
    version: int
    recorded_at: datetime
    state: S
    words: Mapping[UUID, str]
    policies: Policies = field(default_factory=Policies)
    veiled: frozenset[UUID] = frozenset()
    unseen: frozenset[UUID] = frozenset()
    """Of the streams that it is made of, those that this reader may not see."""
    for_somebody: bool = False
    """Whether the reader acts for somebody, from whom something may be hidden."""

    def says(self, body: Body | None) -> str | None:
        """The words behind a body of learning text; None where there are none, or none any more."""
        return None if body is None else self.words.get(body.id)


@dataclass(frozen=True, slots=True)
class Resource(Generic[S]):
    """`name`: what the types of its events begin with. `fold` gives None for no events. `tell`
    gives the members of `answer`; `recorded` is the same with the receipt. `by_policy`: it needs
    the provider's policies. `veiled`: its events that tell by role alone who raised it and who
    recorded that, to whoever may not read identities.
    """

    name: str
    prefix: str
    fold: Callable[[Iterable[Any]], S | None]
    may_see: Callable[[Principal, frozenset[UUID], S], bool]
    tell: Callable[[Principal, Standing[S]], tuple[type[Answer], dict[str, Any]]]
    words: Callable[[S], Iterable[Body]]
    recorded: Mapping[type[Answer], type[Answer]]
    by_policy: bool = False
    veiled: Callable[[Sequence[Recorded]], frozenset[UUID]] = nothing_veiled
    made_of: Callable[[S], Iterable[UUID]] = made_of_nothing
    """Streams that are each left out for whoever may not see them."""
    without: Callable[[dict[str, Any], frozenset[UUID]], dict[str, Any]] = as_stored
    """Facts of its history without what they say of such streams."""
    told_to: Callable[[dict[str, Any], Reader], dict[str, Any]] = to_everybody
    """Facts of its history without what is not for this reader."""

    def identity(self, text: str) -> UUID:
        """The identity in a path. Raises Problem `not-found` for anything else."""
        identity = read(self.prefix, text)
        if identity is None:
            raise Problem("not-found")
        return identity

    async def found(self, reader: Reader, rows: Sequence[Recorded]) -> S | None:
        """The resource as all of its rows make it; None where this is not one, or not one that
        this reader may see.
        """
        if not rows or rows[0].type.partition(".")[0] != self.name:
            return None
        state = self.fold(events_of(rows))
        if state is None or not self.may_see(reader.principal, reader.persons, state):
            return None
        return None if await is_hidden(reader, rows) else state

    async def seen(self, reader: Reader, rows: Sequence[Recorded]) -> S:
        """The same. Raises Problem `not-found` instead of None."""
        state = await self.found(reader, rows)
        if state is None:
            raise Problem("not-found")
        return state

    async def standing(
        self,
        reader: Reader,
        rows: Sequence[Recorded],
        known: Mapping[UUID, str] | None = None,
        *,
        version: int | None = None,
    ) -> Standing[S]:
        """As all of these rows make it, or as the first `version` of them did. `known`: words
        that this request has just sealed, so that they need no opening.
        """
        state, veiled = await self.seen(reader, rows), self.veiled(rows)
        made_of = tuple(self.made_of(state))
        if version is not None and version < len(rows):
            rows = rows[:version]
            state = self._then(rows)
        words = dict(known or {})
        missing = [body.id for body in self.words(state) if body.id not in words]
        if missing:
            words |= await learning_words(reader.heed, reader.provider, missing)
        last = rows[-1]
        policies = Policies()
        if self.by_policy:
            policies = await policies_of(reader.heed, reader.provider)
        since = rows[0].recorded_at
        unseen = await unseen_among(reader, made_of)
        return Standing(
            last.stream,
            last.version,
            since,
            state,
            words,
            policies,
            veiled,
            unseen,
            for_somebody=bool(reader.persons),
        )

    def _then(self, rows: Sequence[Recorded]) -> S:
        state = self.fold(events_of(rows))
        if state is None:
            raise Problem("not-found")
        return state

    def answer(
        self, reader: Reader, standing: Standing[S], receipt: Mapping[str, str] | None = None
    ) -> Answer:
        """What this reader gets; with the receipt where something was just recorded."""
        model, members = self.tell(reader.principal, standing)
        if receipt is None:
            return model.model_validate(members)
        return self.recorded[model].model_validate({**members, "receipt": receipt})
