"""When one person comes up again, and when that is put before people.

An incident counts together with the earlier ones within a window before it: so many days, and more
for low-level concerns, whose sense is that single ones mean little and several mean something. Two
incidents of a serious kind are a repeat; of low-level concerns alone it takes more. A repeat is put
before people once: what follows within the window of what was there before belongs to the same
episode, and only after a silence longer than that does another one begin.

Source: Care and support statutory guidance 14 (patterns of harm); practice on low-level concerns
(recorded so that patterns of concerning behaviour can be identified).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from domain.incident.vocabulary import Kind
from domain.policy.values import Repeats


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """One incident that names the person, dated by the day."""

    dated_on: date
    incident: UUID
    kind: str

    @property
    def is_low_level(self) -> bool:
        return self.kind == Kind.LOW_LEVEL_CONCERN


@dataclass(frozen=True, slots=True)
class Episode:
    """`ground`: the incidents with which it became a repeat, oldest first. `all`: those and what
    followed.
    """

    ground: tuple[Named, ...]
    all: tuple[Named, ...]

    @property
    def incidents(self) -> frozenset[UUID]:
        return frozenset(one.incident for one in self.all)


def reach(one: Named, policy: Repeats) -> timedelta:
    """For how long it counts."""
    return timedelta(days=policy.low_level_days if one.is_low_level else policy.days)


def is_repeat(together: Sequence[Named], policy: Repeats) -> bool:
    """`together`: incidents that count on one day, each once."""
    if all(one.is_low_level for one in together):
        return len(together) >= policy.low_level_concerns
    return len(together) >= policy.incidents


def episodes(named: Iterable[Named], policy: Repeats) -> tuple[Episode, ...]:
    """Of one person, the first one first. An incident that is named twice counts once."""
    ordered = sorted({one.incident: one for one in named}.values())
    found: list[Episode] = []
    run: list[Named] = []
    ground: tuple[Named, ...] = ()
    for place, one in enumerate(ordered):
        before = [
            old for old in ordered[:place] if one.dated_on - old.dated_on <= reach(old, policy)
        ]
        if not before:
            found += [Episode(ground, tuple(run))] if ground else []
            run, ground = [], ()
        run.append(one)
        if not ground and is_repeat([*before, one], policy):
            ground = (*before, one)
    return (*found, Episode(ground, tuple(run))) if ground else tuple(found)
