"""A long, plausible, invented history of what trends are counted from, in every order."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain.event import DomainEvent, ImpossibleHistory
from domain.incident import state as incident
from domain.incident.account import Aware, Noticed, Occurred, Risk
from domain.incident.vocabulary import Kind, RiskLocation, RiskSource, RiskType
from domain.investigation import state as investigation
from domain.moment import Precision
from domain.vocabulary.factor import Factor
from tests.afterwards import joined, merged, parted, reopened, unmerged
from tests.examples import identity
from tests.incidents import amended, classified, closed, in_error, reported, restricted, source
from tests.learning import found, looked_at_more, opened, revised, stopped, withdrawn

_FIRST = date(2025, 11, 1)
_INCIDENTS = [identity(1000 + n) for n in range(12)]
_INVESTIGATIONS = [identity(2000 + n) for n in range(4)]


def trending(seed: int) -> Iterator[tuple[UUID, DomainEvent]]:
    """For ever, and the same for the same seed: (stream, event). Only what decisions could have
    made: whatever the domain calls impossible is left out.
    """
    chance, states = random.Random(seed), dict[UUID, Any]()
    while True:
        stream, event = _next(chance, states)
        evolve = incident.evolve if event.type.startswith("incident.") else investigation.evolve
        try:
            states[stream] = evolve(states.get(stream), event)
        except ImpossibleHistory:
            continue
        yield stream, event


def _next(chance: random.Random, states: dict[UUID, Any]) -> tuple[UUID, DomainEvent]:
    if chance.random() < 0.65:
        stream = chance.choice(_INCIDENTS)
        return stream, _told(chance) if stream in states else reported(**_account(chance))
    stream = chance.choice(_INVESTIGATIONS)
    scope = tuple(chance.sample(_INCIDENTS, 2))
    return stream, _learned(chance) if stream in states else opened(incidents=scope)


def _account(chance: random.Random) -> dict[str, Any]:
    said: dict[str, Any] = {
        "kind": chance.choice(list(Kind)),
        "service": identity(chance.randint(60, 62)),
        "unit": identity(chance.randint(63, 65)),
        "first_noticed": Noticed(at=_day(chance), precision=chance.choice(_PRECISIONS)),
        "organisation_aware": Aware(at=_day(chance), suspect=chance.choice((None, True))),
        "occurred": Occurred(from_=_day(chance)),
        "risks": tuple(_risk(chance) for _ in range(chance.randint(1, 3))),
        "suggested_factors": tuple(chance.sample(list(Factor), chance.randint(0, 2))),
    }
    return {name: value for name, value in said.items() if chance.random() < 0.7}


_PRECISIONS = (None, Precision.DAY, Precision.WEEK, Precision.MONTH)


def _day(chance: random.Random) -> date:
    return _FIRST + timedelta(days=chance.randint(0, 120))


def _risk(chance: random.Random) -> Risk:
    return Risk(
        type=chance.choice(list(RiskType)),
        source=chance.choice(list(RiskSource)),
        location=chance.choice(list(RiskLocation)),
    )


def _told(chance: random.Random) -> DomainEvent:
    facts = (
        lambda: amended(**_account(chance)),
        lambda: amended(source=source(chance.randint(2, 9)), **_account(chance)),
        lambda: amended(withdrawn=tuple(chance.sample(_MEMBERS, 2))),
        lambda: classified(chance.choice(list(Kind))),
        lambda: restricted(*(identity(90 + n) for n in range(chance.randint(0, 2)))),
        closed,
        reopened,
        lambda: joined(chance.choice(_INCIDENTS)),
        lambda: parted(chance.choice(_INCIDENTS)),
        merged,
        unmerged,
        in_error,
    )
    return chance.choice(facts)()


_MEMBERS = ("service", "unit", "risks", "first_noticed", "organisation_aware", "suggested_factors")


def _learned(chance: random.Random) -> DomainEvent:
    finding, factor = identity(100 + chance.randint(0, 3)), chance.choice(list(Factor)[:4])
    named = chance.choice((None, tuple(chance.sample(_INCIDENTS, 2))))
    facts = (
        lambda: found(finding=finding, factor=factor, incidents=named),
        lambda: revised(finding=finding, factor=factor, incidents=named),
        lambda: withdrawn(finding),
        lambda: looked_at_more(*chance.sample(_INCIDENTS, 1), known=tuple(_INCIDENTS[:2])),
        stopped,
    )
    return chance.choice(facts)()
