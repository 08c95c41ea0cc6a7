"""What a question of a derived measure is about, and what its answer comes to, period by period.

A figure never stands without how many are behind it. Whatever has begun and not come to its end is
counted as waiting: the finished ones alone look quicker than they are.

Source: Heed's rules on derived measures and on dating; NHS England, Making Data Count.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.measure.state import Measure
from domain.moment import LONDON
from domain.vocabulary.measuring import Cadence
from projections.charts.figures import Answer


class DatedBy(StrEnum):
    """Which day places something in a period."""

    FIRST_NOTICED = "first_noticed"
    """The day it was first noticed; where that is not known, the best day there is."""
    DUE_ON = "due_on"
    AUDITED_ON = "audited_on"
    PUBLISHED_ON = "published_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whose figures, and of what. `measured_in`: which activity a rate is against. `persons`:
    whoever reads, who gets nothing counted that they may not see; `hidden`: the actions, audits
    and lessons among it. `as_of`: what is now.
    """

    provider: UUID
    question: str
    cadence: Cadence
    measured_in: str
    service: UUID | None
    unit: UUID | None
    factor: str | None
    as_of: datetime
    persons: tuple[UUID, ...] = ()
    hidden: tuple[UUID, ...] = ()

    @property
    def today(self) -> date:
        return self.as_of.astimezone(LONDON).date()

    @property
    def incidents(self) -> tuple[object, ...]:
        """The parameters of the statements about incidents, from $2 on."""
        return (
            self.provider, list(self.persons), self.service, self.unit, self.factor, self.today,
        )  # fmt: skip


def about(
    measure: Measure, provider: UUID, *, as_of: datetime, persons: tuple[UUID, ...] = ()
) -> About:
    """Of a derived measure, by the newest version of its definition."""
    definition, defined = measure.definition, measure.defined
    if definition.question is None:
        raise ValueError("A reported measure asks nothing of Heed.")
    return About(
        provider=provider,
        question=definition.question.name,
        cadence=definition.cadence,
        measured_in=definition.measured_in,
        service=defined.service,
        unit=defined.unit,
        factor=defined.factor,
        as_of=as_of,
        persons=persons,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One period. `n`: how many are behind the figure. `waiting`: how many begun and not finished;
    None where nothing waits. `tools`: with which version of which tool audits looked, and `samples`
    how they were drawn.
    """

    period: str
    figure: Answer
    n: int
    waiting: int | None = None
    tools: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Nine of ten were recorded within `p90_days` of being noticed, of `n`."""

    p90_days: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """`rows`: in order. `dated_otherwise`: how many lack the day that dates them, and stand at
    another of theirs. `without_service`: how many are in no rate, as they belong to no service.
    `heard_at`: when anything last came from the sources of these figures; None: they have none.
    """

    dated_by: DatedBy
    rows: tuple[Answered, ...]
    dated_otherwise: int = 0
    without_service: int = 0
    late: Late | None = None
    heard_at: datetime | None = None

    @property
    def figures(self) -> list[tuple[str, Answer]]:
        """As a chart takes them."""
        return [(one.period, one.figure) for one in self.rows]
