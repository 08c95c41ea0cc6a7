"""What a projection says about itself; everything the runner does follows from it.

A projection declares the event types and the facts it reads, the tables it owns, and for each
type a pure fold from one event to changes. A change names a row by its key and says only what is
new about it; how that meets what the row already holds is declared per column. So a batch of
thousands of events becomes one statement per table, live and in a rebuild alike, and no fold ever
asks the database what was there before.

Two rules keep a row independent of batch boundaries and of streams that are folded late: a column
is written by one stream only, unless it merges by LEAST, GREATEST or SUM; and rows are never
deleted: a row that no longer counts carries a column that says so. A projection of whole streams
(`whole`) says the rows of a stream anew each time instead; their keys begin with the stream.

What is counted over many rows is declared as a rollup: one statement that counts, and the runner
keeps its table by the difference that each batch makes.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, Protocol, TypeAlias

from projections.runner.statement import Statement

_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


class Event(Protocol):
    """`position`, `stream_id`, `version`, `type`, `recorded_at`, and each declared path as text.

    A path that leads to a list or an object gives its JSON text; one that leads nowhere gives None.
    """

    def __getitem__(self, name: str, /) -> Any: ...


class Merge(StrEnum):
    """How a change meets the value that its row already holds; no value leaves it as it is."""

    LAST = "last"
    """The newer value; None, said explicitly, empties the column."""
    FIRST = "first"
    """The value that was there first (coalesce)."""
    LEAST = "least"
    GREATEST = "greatest"
    SUM = "sum"
    """Added up from 0; never empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is PostgreSQL's; an array type ends in `[]`."""

    name: str
    type: str
    merge: Merge = Merge.LAST

    def __post_init__(self) -> None:
        _require(_NAME, self.name)
        _require(re.compile(r"[a-z]+(\[\])?"), self.type)


@dataclass(frozen=True, eq=False)
class Table:
    """`tenant_id` leads the key and every index, and is not declared here.

    Known by itself, not by its members: statements are kept for it, and looked up at every step.
    """

    name: str
    key: tuple[Column, ...]
    columns: tuple[Column, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    merges: Mapping[str, Merge] = field(init=False, repr=False, compare=False)
    weighed: frozenset[str] = field(init=False, repr=False, compare=False)
    """The columns where a new value does not simply take the place of the old."""

    def __post_init__(self) -> None:
        _require(_NAME, self.name)
        merges = {column.name: column.merge for column in self.columns}
        weighed = frozenset(name for name, merge in merges.items() if merge is not Merge.LAST)
        object.__setattr__(self, "merges", merges)
        object.__setattr__(self, "weighed", weighed)
        known = merges.keys() | {column.name for column in self.key}
        if unknown := {name for index in self.indexes for name in index} - known:
            raise ValueError(f"{self.name} has no column to index: {sorted(unknown)}")


class Change(NamedTuple):
    """What one event says about one row of `table` (by name)."""

    table: str
    key: tuple[Any, ...]
    values: Mapping[str, Any]


Fold: TypeAlias = Callable[[Event], Sequence[Change]]


@dataclass(frozen=True, slots=True)
class Reads:
    """One event type, what is picked from its facts (`first_noticed.at`), and its fold."""

    type: str
    fold: Fold
    paths: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for path in self.paths:
            _require(_PATH, path)


@dataclass(frozen=True, eq=False)
class Rollup:
    """Counts over the rows of the projection's own tables, kept in `table`, whose columns all merge
    by SUM. A cell whose counts are all nought has no row.

    `counted` selects the columns of `table`, in order, from `@<table>` of `@provider`, for those
    subjects of which `@which` holds. `subjects` names, for each table that it reads, the column of
    the key that names the subject (an incident, say): what a batch changes there is counted anew.
    `beside` selects, from `@<table>`, those that are counted by the rows of the subjects in $2 too
    (an incident into which one was merged), of provider $1; rows of their own say so.
    """

    table: Table
    subjects: Mapping[str, str]
    counted: Statement
    beside: Statement | None = None

    def __post_init__(self) -> None:
        if self.table.weighed != frozenset(column.name for column in self.table.columns):
            raise ValueError(f"{self.table.name} has columns that are not added up.")

    def counting(self, places: Mapping[str, str], *, provider: str, which: str) -> str:
        """The statement over these `places` (by table), its parameters as they are written."""
        return self.counted.substitute(places, provider=provider, which=which)


@dataclass(frozen=True, eq=False)
class Projection:
    """`name` is also the name under which its checkpoint and its status are known. `whole`: its
    folds get whole streams, as `histories.py` has them.

    Known by itself, like its tables.
    """

    name: str
    tables: tuple[Table, ...]
    reads: tuple[Reads, ...]
    whole: bool = False
    rollups: tuple[Rollup, ...] = ()
    folds: Mapping[str, Fold] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _require(_NAME, self.name)
        folds = {each.type: each.fold for each in self.reads}
        if len(folds) != len(self.reads):
            raise ValueError(f"{self.name} reads a type twice.")
        object.__setattr__(self, "folds", folds)

    @property
    def types(self) -> list[str]:
        return sorted(self.folds)

    @property
    def every_table(self) -> tuple[Table, ...]:
        """Those of its rows, and those of its rollups."""
        return (*self.tables, *(rollup.table for rollup in self.rollups))

    @property
    def paths(self) -> list[str]:
        """Every path that any type needs, once, in order."""
        return sorted({path for each in self.reads for path in each.paths})


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that have a value: what an event leaves out changes nothing."""
    return {name: value for name, value in values.items() if value is not None}


def _require(pattern: re.Pattern[str], text: str) -> None:
    """Names enter SQL text, so none may be anything but a plain name."""
    if pattern.fullmatch(text) is None:
        raise ValueError(f"Not a plain name: {text!r}")
