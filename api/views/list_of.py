"""What makes one list different from another, and what a look at it comes to.

Source: Heed's API, lists and cursors.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from adapters.postgres.reading import Connection
from api.asking import Asking
from api.edge.query import Query
from api.reader import Reader
from api.schema import Answer
from api.views.cursor import About, SortKey
from api.views.filter import Filter
from api.views.filters import LIMIT, PAGES, TALLY
from domain.policy.setting import Policies
from projections.runner.declaration import Projection
from projections.source import LIVE, Source

R = TypeVar("R")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for one page. `after` None: the first. `as_of`: which day is today. `source`:
    where the rows come from, the live view unless an earlier state is asked for.
    """

    asking: Asking
    reader: Reader
    query: Query
    about: About
    after: SortKey | None
    as_of: datetime
    known_at: datetime | None = None
    policies: Policies = field(default_factory=Policies)
    source: Source = field(default=LIVE)

    @property
    def limit(self) -> int:
        return self.query[LIMIT.read]

    @property
    def counts(self) -> bool:
        """A first page that was asked for the tally; to be asked of a list that has one."""
        return self.after is None and self.query[TALLY.read]

    @property
    def fetched(self) -> int:
        """One row more than is shown tells whether there is a next page."""
        return self.limit + 1


@dataclass(frozen=True, slots=True)
class Seen(Generic[R, T]):
    """What one look found. `tally`: of the whole question, None unless it is asked for. `then`: the
    position of the earlier state that was asked for, None for now. `beside`: what `ListOf.beside`
    found.
    """

    rows: Sequence[R]
    tally: Sequence[T] | None
    then: int | None
    beside: Any = None


@dataclass(frozen=True, slots=True)
class Page(Generic[R, T]):
    """What is shown, ready to be told. `next_cursor` None: this is the last page."""

    rows: Sequence[R]
    tally: Sequence[T] | None
    position: str
    next_cursor: str | None
    beside: Any = None


@dataclass(frozen=True, slots=True)
class ListOf(Generic[R, T]):
    """One list. `projection` is what it is read from, `place` the sort key of a row.

    `rows` gives at most `Asked.fetched` of them. `tally` None: nothing is counted. `tell` makes
    the answer. `by_policy`: it needs the provider's policies. `beside`: what every page says
    besides its rows.
    """

    name: str
    projection: Projection
    filters: tuple[Filter[Any], ...]
    rows: Callable[[Connection, Asked], Awaitable[Sequence[R]]]
    tally: Callable[[Connection, Asked], Awaitable[Sequence[T]]] | None
    place: Callable[[R], SortKey]
    tell: Callable[[Asked, Page[R, T]], Answer]
    by_policy: bool = False
    beside: Callable[[Connection, Asked], Awaitable[Any]] | None = None

    @property
    def asked_for(self) -> tuple[Filter[Any], ...]:
        """All that its query may say."""
        return (*self.filters, *PAGES, *(() if self.tally is None else (TALLY,)))
