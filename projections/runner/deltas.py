"""Many events become few changes: the fold of a batch, in memory, before anything is written.

The merge here and the merge in `writing.py` follow the same declaration, so that it never matters
where one batch ends and the next begins. An event whose fold raises changes nothing; it and all
later events of its stream are handed back to be parked.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from projections.runner.declaration import Change, Event, Fold, Merge, Projection, Table
from projections.runner.histories import HISTORY, shortened

BEHIND = "An earlier event of this stream is parked."
LONGEST_REASON = 500

Row = dict[str, Any]
Rows = dict[tuple[Any, ...], Row]


class Refused(NamedTuple):
    """An event that was not folded, and why."""

    position: int
    stream: UUID
    error: str


@dataclass(slots=True)
class Deltas:
    """Per table and key, what a batch says about that row."""

    tables: Mapping[str, Table]
    rows: dict[str, Rows] = field(default_factory=dict[str, Rows])
    refused: list[Refused] = field(default_factory=list[Refused])
    renewed: dict[UUID, list[tuple[str, tuple[Any, ...]]]] = field(
        default_factory=dict[UUID, list[tuple[str, tuple[Any, ...]]]]
    )
    """By stream, the rows that take the place of all that were derived from it before."""

    def renew(self, stream: UUID, changes: Sequence[Change]) -> None:
        """The rows of a whole stream; their keys begin with it."""
        for table, key in self.renewed.pop(stream, ()):
            self.rows[table].pop(key, None)
        self.add(changes)
        self.renewed[stream] = [(change.table, change.key) for change in changes]

    def add(self, changes: Sequence[Change]) -> None:
        for name, key, values in changes:
            rows = self.rows.setdefault(name, {})
            row = rows.get(key)
            if row is None:
                rows[key] = dict(values)
            elif self.tables[name].weighed.isdisjoint(values):
                row.update(values)
            else:
                _merge(self.tables[name].merges, row, values)


def fold(
    projection: Projection,
    events: Iterable[Event],
    *,
    parked: Collection[UUID] = (),
    onto: Deltas | None = None,
) -> Deltas:
    """Fold events in order, on top of `onto` where given. Streams in `parked` are refused."""
    deltas = onto or Deltas({table.name: table for table in projection.tables})
    blocked, folds = set(parked), projection.folds
    for event in events:
        stream = event["stream_id"]
        if stream in blocked:
            deltas.refused.append(Refused(event["position"], stream, BEHIND))
            continue
        try:
            changes = folds[event["type"]](event)
        except Exception as error:  # noqa: BLE001 - the runner's loop: whatever a fold raises parks its stream
            blocked.add(stream)
            deltas.refused.append(Refused(event["position"], stream, reason(error)))
            if projection.whole:
                deltas.renew(stream, _until_the_trouble(folds, event))
            continue
        if projection.whole:
            deltas.renew(stream, changes)
        else:
            deltas.add(changes)
    return deltas


def _until_the_trouble(folds: Mapping[str, Fold], event: Event) -> Sequence[Change]:
    """What a whole stream says up to its first event that does not fold: the same, however much of
    it one batch brought.
    """
    changes: Sequence[Change] = ()
    for nth in range(1, len(event[HISTORY])):
        try:
            changes = folds[event["type"]](shortened(event, nth))
        except Exception:  # noqa: BLE001 - the runner's loop: the trouble itself is parked already
            break
    return changes


def reason(error: Exception) -> str:
    """What is kept of an exception. Facts hold no personal data, so its text holds none."""
    return f"{type(error).__name__}: {error}"[:LONGEST_REASON]


def _merge(merges: Mapping[str, Merge], row: Row, values: Mapping[str, Any]) -> None:
    for name, new in values.items():
        merge = merges[name]
        if merge is Merge.LAST:
            row[name] = new
        elif new is not None:
            row[name] = _met(merge, row.get(name), new)


def _met(merge: Merge, old: Any, new: Any) -> Any:
    if old is None:
        return new
    if merge is Merge.FIRST:
        return old
    if merge is Merge.LEAST:
        return min(old, new)
    if merge is Merge.GREATEST:
        return max(old, new)
    return old + new
