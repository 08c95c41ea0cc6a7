"""A resource: one stream, folded, shown to whoever may see it.

Reading one resource folds its own stream and is always current; a repeated answer is the fold at
the version that the first answer had. A resource that the caller may not see is answered like one
that does not exist.

Source: Heed's rule on restricted incidents; OWASP API1:2023.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from api.attempt import events_of
from api.opening import learning_words
from api.principal import Principal
from api.problem.problem import Problem
from api.reader import Reader
from api.schema import Answer
from domain.identifier import read
from domain.incident.state import fold as fold_incident
from domain.log import Recorded
from domain.sealed import Body

S = TypeVar("S")


def nothing_behind(_: Any) -> Iterable[UUID]:
    return ()


@dataclass(frozen=True, slots=True)
class Standing(Generic[S]):
    """A resource at one version. `words`: learning text that was opened for this reader."""

    id: UUID
    version: int
    recorded_at: datetime
    state: S
    words: Mapping[UUID, str]

    def says(self, body: Body | None) -> str | None:
        """The words behind a body of learning text; None where there are none, or none any more."""
        return None if body is None else self.words.get(body.id)


@dataclass(frozen=True, slots=True)
class Resource(Generic[S]):
    """`fold` gives None for no events. `tell` gives the members of `answer`; `recorded` is the
    same with the receipt. `behind`: the incidents it is about; where one of them is hidden from
    whoever is acting, so is this.
    """

    name: str
    prefix: str
    fold: Callable[[Iterable[Any]], S | None]
    may_see: Callable[[Principal, frozenset[UUID], S], bool]
    tell: Callable[[Principal, Standing[S]], tuple[type[Answer], dict[str, Any]]]
    words: Callable[[S], Iterable[Body]]
    recorded: Mapping[type[Answer], type[Answer]]
    behind: Callable[[S], Iterable[UUID]] = nothing_behind

    def identity(self, text: str) -> UUID:
        """The identity in a path. Raises Problem `not-found` for anything else."""
        identity = read(self.prefix, text)
        if identity is None:
            raise Problem("not-found")
        return identity

    def state(self, reader: Reader, rows: Sequence[Recorded]) -> S:
        """The resource as these rows make it. Raises Problem `not-found` where there is nothing
        that this reader may see.
        """
        state = self.fold(events_of(rows))
        if state is None or not self.may_see(reader.principal, reader.persons, state):
            raise Problem("not-found")
        return state

    async def must_not_be_hidden(self, reader: Reader, state: S) -> None:
        """Raises Problem `not-found` where an incident behind it is hidden from this reader."""
        incidents = list(self.behind(state)) if reader.persons else []
        if not incidents:
            return
        found = await reader.heed.log.load_many(reader.provider, incidents)
        for rows in found.values():
            incident = fold_incident(events_of(rows))
            if incident is not None and incident.excludes(reader.persons):
                raise Problem("not-found")

    async def standing(
        self, reader: Reader, rows: Sequence[Recorded], known: Mapping[UUID, str] | None = None
    ) -> Standing[S]:
        """`known`: words that this request has just sealed, so that they need no opening."""
        state = self.state(reader, rows)
        await self.must_not_be_hidden(reader, state)
        bodies = list(self.words(state))
        words = dict(known or {})
        missing = [body.id for body in bodies if body.id not in words]
        if missing:
            words |= await learning_words(reader.heed, reader.provider, missing)
        last = rows[-1]
        return Standing(last.stream, last.version, rows[0].recorded_at, state, words)

    def answer(
        self, reader: Reader, standing: Standing[S], receipt: Mapping[str, str] | None = None
    ) -> Answer:
        """What this reader gets; with the receipt where something was just recorded."""
        model, members = self.tell(reader.principal, standing)
        if receipt is None:
            return model.model_validate(members)
        return self.recorded[model].model_validate({**members, "receipt": receipt})
