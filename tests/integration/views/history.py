"""A long, plausible, invented history: incidents and what comes of them, in every order."""

import random
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from domain.event import DomainEvent, ImpossibleHistory
from domain.incident import state as incident
from domain.incident.vocabulary import CouncilDecision, Kind, SafeNow
from domain.investigation import state as investigation
from tests.afterwards import merged, reopened, unmerged
from tests.examples import SERVICE, identity
from tests.incidents import (
    acknowledged,
    acted,
    amended,
    classified,
    closed,
    corrected,
    council_decided,
    covered,
    in_error,
    reported,
    reported_concern,
    restricted,
    source,
    told_council,
)
from tests.learning import answered, found, investigated, opened, returned, signed_off


def _later(chance: random.Random) -> DomainEvent:
    facts = (
        lambda: acted(chance.choice(list(SafeNow))),
        lambda: acted(None, source_version=chance.randint(1, 3)),
        lambda: amended(service=SERVICE, source=source(chance.randint(2, 9))),
        lambda: amended(withdrawn=("service", "organisation_aware")),
        lambda: corrected(service=identity(chance.randint(60, 65))),
        lambda: classified(chance.choice(list(Kind))),
        lambda: told_council(identity(chance.randint(30, 33))),
        lambda: acknowledged(identity(chance.randint(30, 33))),
        lambda: council_decided(chance.choice(list(CouncilDecision))),
        lambda: restricted(*(identity(90 + n) for n in range(chance.randint(0, 2)))),
        lambda: covered(identity(chance.randint(70, 79))),
        closed,
        reopened,
        merged,
        unmerged,
        in_error,
    )
    return chance.choice(facts)()


def _learned(chance: random.Random) -> DomainEvent:
    facts = (
        lambda: found(finding=identity(chance.randint(100, 109))),
        lambda: answered(finding=identity(chance.randint(100, 109))),
        investigated,
        returned,
        signed_off,
    )
    return chance.choice(facts)()


def history(seed: int) -> Iterator[tuple[UUID, DomainEvent]]:
    """For ever, and the same for the same seed: (stream, event), streams interleaved. Only what
    decisions could have made: whatever the domain calls impossible is left out.
    """
    states: dict[UUID, Any] = {}
    for stream, event in _imagined(seed):
        evolve = incident.evolve if event.type.startswith("incident.") else investigation.evolve
        try:
            states[stream] = evolve(states.get(stream), event)
        except ImpossibleHistory:
            continue
        yield stream, event


def _imagined(seed: int) -> Iterator[tuple[UUID, DomainEvent]]:
    chance = random.Random(seed)
    incidents: list[UUID] = []
    investigations: list[UUID] = []
    while True:
        dice = chance.random()
        stream = UUID(int=chance.getrandbits(128))
        if dice < 0.2 or not incidents:
            incidents.append(stream)
            yield stream, chance.choice((reported, reported_concern))()
        elif dice < 0.25 or not investigations:
            investigations.append(stream)
            yield stream, opened(incidents=(chance.choice(incidents),))
        elif dice < 0.4:
            yield chance.choice(investigations), _learned(chance)
        else:
            yield chance.choice(incidents), _later(chance)
