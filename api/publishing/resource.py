"""A published year as a resource: every table as anybody may see it, and for the provider alone the
true numbers beside it.

What was counted stays, also where an incident among it was restricted since: whoever is kept out of
that could tell it from a number. So only a key that acts for nobody gets the true ones.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final
from uuid import UUID, uuid5

from pydantic import Field

from api.incidents.answer import ReceiptAnswer
from api.principal import Principal
from api.reader import Reader
from api.resource import Resource, Standing
from api.schema import Answer, Version, identifier
from domain.identifier import shown
from domain.moment import Day, Instant
from domain.publishing.events import TablePublished
from domain.publishing.state import PublishedYear, fold
from domain.publishing.table import CellValue, Dimension, Shown, TablePeriod, Year
from domain.sealed import Body

MOST_TABLES: Final = 5 * len(Dimension)
PublishedYearId = Annotated[str, identifier("pub")]


class CellAnswer(Answer):
    """One cell as anybody may see it. `[c]`: hidden."""

    value: CellValue
    """A code, or the identifier of a service; `several` of them, or `not_stated`."""
    shown: Shown


class CountedCell(CellAnswer):
    """With how many there truly were when it was counted."""

    count: Annotated[int, Field(ge=0, json_schema_extra={"format": "int32"})]


class TableAnswer(Answer):
    """One table, as it was published."""

    period: TablePeriod
    dimension: Dimension
    published_on: Day
    cells: Annotated[tuple[CellAnswer, ...], Field(max_length=5_000)]


class CountedTable(Answer):
    """The same, with the true numbers."""

    period: TablePeriod
    dimension: Dimension
    published_on: Day
    cells: Annotated[tuple[CountedCell, ...], Field(max_length=5_000)]


class PublishedYearAnswer(Answer):
    """What was published of a year, for those who answer for it."""

    id: PublishedYearId
    version: Version
    recorded_at: Instant
    year: Year
    tables: Annotated[tuple[CountedTable | TableAnswer, ...], Field(max_length=MOST_TABLES)]
    """With the true numbers for a key that acts for nobody; as published for all others."""


class PublishedYearRecorded(PublishedYearAnswer):
    """The same after a table was published, with the receipt."""

    receipt: ReceiptAnswer


def stream_of(provider: UUID, year: str) -> UUID:
    """One stream for each year, so that whoever publishes has seen all that was published of it."""
    return uuid5(provider, f"published/{year}")


def value_shown(dimension: Dimension, value: str) -> str:
    """A service by its identifier."""
    if dimension is not Dimension.SERVICE or len(value) != len(str(UUID(int=0))):
        return value
    return shown("svc", UUID(value))


def table_members(table: TablePublished, counts: Mapping[str, int] | None) -> dict[str, Any]:
    """counts: the true ones, for whom they are."""
    return {
        "period": table.period,
        "dimension": table.dimension,
        "published_on": table.published_on,
        "cells": [
            {"value": value_shown(table.dimension, cell.value), "shown": cell.shown}
            | ({} if counts is None else {"count": counts[cell.value]})
            for cell in table.cells
        ],
    }


def _year(year: PublishedYear) -> str:
    return next(iter(year.counted))[:4]


def tell(_: Principal, at: Standing[PublishedYear]) -> tuple[type[Answer], dict[str, Any]]:
    return PublishedYearAnswer, {
        "id": shown("pub", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "year": _year(at.state),
        "tables": [
            table_told(at.state, one, counted=not at.for_somebody) for one in at.state.tables
        ],
    }


def table_told(
    year: PublishedYear, table: TablePublished, *, counted: bool
) -> CountedTable | TableAnswer:
    """counted: with the true numbers."""
    if not counted:
        return TableAnswer.model_validate(table_members(table, None))
    counts = year.counts(table.period, table.dimension)
    return CountedTable.model_validate(table_members(table, counts))


def _told_to(facts: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The true numbers of a quarter stand in its tallies."""
    if not reader.persons:
        return facts
    return {name: value for name, value in facts.items() if name != "tallies"}


def _everyone(_: Principal, __: frozenset[UUID], ___: PublishedYear) -> bool:
    """What is published is for anybody; incidents that were restricted by then are in no table."""
    return True


def _no_words(_: PublishedYear) -> Iterable[Body]:
    return ()


PUBLISHED_YEAR: Final[Resource[PublishedYear]] = Resource(
    name="published_year",
    prefix="pub",
    fold=fold,
    may_see=_everyone,
    tell=tell,
    words=_no_words,
    recorded={PublishedYearAnswer: PublishedYearRecorded},
    told_to=_told_to,
)
