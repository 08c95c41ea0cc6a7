"""Each question that a derived measure may ask, and who answers it.

An answer given for a version of a question never changes its meaning: an answer that is counted
otherwise is another version, beside it.

Source: `domain/measure/questions`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Final
from uuid import UUID

from projections.runner.declaration import Projection
from projections.runner.statement import Connection
from projections.source import Source
from projections.taught import PROJECTION as TAUGHT
from projections.trends.answers import (
    actions,
    audits,
    between,
    counts,
    delays,
    incidents,
    lessons,
)
from projections.trends.answers.answered import About, Answers
from projections.trends.answers.between import MOST
from projections.trends.projection import PROJECTION as TRENDS
from projections.watched.projection import PROJECTION as WATCHED

Ask = Callable[[Connection, Source, About], Awaitable[Answers]]
Subjects = Callable[[Connection, Source, About], Awaitable[list[UUID]]]


@dataclass(frozen=True, slots=True)
class Answerer:
    """`reads`: what it is answered from. `subjects`: what it may be about, where a reader may not
    see all of that; None: of incidents, whose rows say themselves who may not.
    """

    ask: Ask
    reads: tuple[Projection, ...] = (TRENDS,)
    subjects: Subjects | None = None


def _hours(ending: delays.Ending) -> Answerer:
    return Answerer(partial(delays.hours, ending=ending))


ANSWERERS: Final[Mapping[str, Answerer]] = MappingProxyType({
    "hours_first_noticed_to_aware": _hours(delays.TO_AWARE),
    "hours_first_noticed_to_external_report": _hours(delays.TO_OUTSIDE),
    "hours_first_noticed_to_health_contact": _hours(delays.TO_HEALTH),
    "days_between_incidents": Answerer(between.days_between),
    "incidents": Answerer(counts.counts),
    "incidents_per_activity": Answerer(counts.rates),
    "actions_completed_on_time": Answerer(actions.in_time, (TRENDS, WATCHED), actions.subjects),
    "staff_reached_by_lessons": Answerer(lessons.reached, (TRENDS, TAUGHT), lessons.subjects),
    "audit_criteria_met": Answerer(audits.criteria_met, (TRENDS,), audits.subjects),
})  # fmt: skip
"""By the name of the question; each has one version so far."""


async def answers(
    connection: Connection, source: Source, about: About, *, with_late: bool = True
) -> Answers:
    """By period, in order, up to today; of very many, the newest. `with_late`: how late incidents
    arrive as well, which is for people to see and changes no figure.
    """
    answerer = ANSWERERS[about.question]
    found = await answerer.ask(connection, source, about)
    found = replace(found, rows=found.rows[-MOST:])
    if answerer.subjects is not None:
        return found
    late = await incidents.late(connection, source, about) if with_late else None
    heard_at = await incidents.heard_at(connection, source, about)
    return replace(found, late=late, heard_at=heard_at)
