"""The watch over reported measures: their history is walked, and the log is given what it lacks."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias
from uuid import UUID

from api.watching.charts.citing import citing
from api.watching.charts.rules import RulesThen
from api.watching.charts.walk import Occurrence, Walk
from api.watching.raising import carry_answer, raise_signal, signals_of, withdraw_signal
from api.watching.watch import Looking
from domain.signal.identity import signal_id
from domain.signal.state import Stage

State: TypeAlias = tuple[int, date, str]
"""How many facts of the measure there were, the day that had surely begun, and which actions that
cite it were verified: while all stay, nothing is new.
"""


@dataclass(slots=True)
class Walks:
    """What this process remembers, so that a look costs what is new. It may be lost at any time:
    then everything is walked anew, and comes to the same.
    """

    walks: dict[tuple[UUID, UUID], Walk] = field(default_factory=dict[tuple[UUID, UUID], Walk])
    done: dict[tuple[UUID, UUID], State] = field(default_factory=dict[tuple[UUID, UUID], State])


async def look_at(
    looking: Looking, walks: Walks, measure: UUID, state: State, rules: RulesThen
) -> None:
    """state: as the view says."""
    key = looking.provider, measure
    if walks.done.get(key) == state:
        return
    rows = (await looking.rows([measure])).get(measure, ())
    cited = await citing(looking, measure)
    known = sorted([*rows, *cited.verifications()], key=lambda row: row.position)
    told = [row for row in known if row.position <= looking.position]
    # Kept again only once it has come to its end: half a walk is none.
    walk = walks.walks.pop(key, None) or Walk(measure)
    if not walk.goes_on_with(told):
        walk = Walk(measure)
    # Many charts are made where much was told at once; requests go on meanwhile.
    await asyncio.to_thread(walk.go_on, told, looking.now, rules.at, cited.at)
    await _record(looking, walk.occurrences)
    walks.walks[key] = walk
    if len(told) == len(known):  # else the view, and so `state`, may tell of what comes next
        walks.done[key] = state


async def _record(looking: Looking, occurrences: Sequence[Occurrence]) -> None:
    """Whatever is not in the log yet, in the order in which it came about."""
    ids = [signal_id(looking.provider, one.raised) for one in occurrences]
    known = await signals_of(looking, ids)
    for signal, one in zip(ids, occurrences, strict=True):
        there = known.get(signal)
        if there is None:
            await raise_signal(looking, one.raised)
        if one.answered is not None and (there is None or there.stage is Stage.UNANSWERED):
            await carry_answer(looking, signal, one.answered)
        if one.withdrawn is not None and (there is None or there.stands):
            await withdraw_signal(looking, signal, one.withdrawn)
