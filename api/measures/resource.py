"""The measure as a resource."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from api.measures.answer import MeasureAnswer, MeasureRecorded
from api.measures.telling import measure_members
from api.principal import Principal
from api.resource import Resource, Standing
from api.schema import Answer
from domain.measure.state import Measure, fold
from domain.sealed import Body, bodies_in


def tell(_: Principal, at: Standing[Measure]) -> tuple[type[Answer], dict[str, Any]]:
    return MeasureAnswer, measure_members(at)


def everyone(_: Principal, __: frozenset[UUID], ___: Measure) -> bool:
    """Whoever may read learning: a measure is about many, never about one person's case."""
    return True


def words(measure: Measure) -> Iterable[Body]:
    corrections = [one.corrections for one in measure.measured.values()]
    return bodies_in([
        measure.defined,
        *measure.redefined,
        *corrections,
        *measure.rebases,
        *measure.acknowledged,
        *measure.left_out,
        *measure.taken_back,
        measure.retired,
    ])  # fmt: skip


MEASURE: Resource[Measure] = Resource(
    name="measure",
    prefix="mea",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=words,
    recorded={MeasureAnswer: MeasureRecorded},
)
