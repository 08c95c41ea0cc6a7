"""The signal as a resource."""

from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID

from api.principal import Principal
from api.resource import Resource, Standing
from api.schema import Answer
from api.scope import Scope
from api.signals.answer import SignalAnswer, SignalRecorded
from api.signals.telling import signal_members
from domain.sealed import Body, bodies_in
from domain.signal.state import Signal, fold
from domain.signal.vocabulary import SubjectKind

_NAMING: Final = frozenset({"actions", "investigations", "themes"})


def tell(_: Principal, at: Standing[Signal]) -> tuple[type[Answer], dict[str, Any]]:
    return SignalAnswer, signal_members(at)


def may_see(principal: Principal, _: frozenset[UUID], signal: Signal) -> bool:
    """Whoever may read learning, but of a person only who may read repeats; what a restricted
    incident hides is asked of every resource.
    """
    about_person = signal.raised.subject.kind is SubjectKind.REPEAT
    return not about_person or principal.may(Scope.REPEATS_READ)


def made_of(signal: Signal) -> Iterator[UUID]:
    """One signal names all actions that cite its measure; a reader finds those that they may."""
    yield from signal.raised.actions
    for one in signal.answers:
        yield from (*one.actions, *one.investigations, *one.themes)


def without(facts: dict[str, Any], unseen: frozenset[UUID]) -> dict[str, Any]:
    """Identifiers inside facts are plain."""
    hidden = {str(one) for one in unseen}
    return {
        name: [one for one in value if one not in hidden] if name in _NAMING else value
        for name, value in facts.items()
    }


def words(signal: Signal) -> Iterable[Body]:
    return bodies_in([signal.raised, *signal.answers])


SIGNAL: Resource[Signal] = Resource(
    name="signal",
    prefix="sig",
    fold=fold,
    may_see=may_see,
    tell=tell,
    words=words,
    recorded={SignalAnswer: SignalRecorded},
    made_of=made_of,
    without=without,
)
