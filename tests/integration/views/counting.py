"""A projection that shows at once when an event was folded twice, or not at all."""

from collections.abc import Callable

from projections.runner.declaration import Change, Column, Event, Merge, Projection, Reads, Table

TABLE = Table(
    name="counted",
    key=(Column("stream", "uuid"),),
    columns=(
        Column("events", "int", Merge.SUM),
        Column("first", "bigint", Merge.FIRST),
        Column("last", "bigint"),
        Column("least", "bigint", Merge.LEAST),
        Column("greatest", "bigint", Merge.GREATEST),
    ),
)


def _counted(event: Event) -> list[Change]:
    position = event["position"]
    values = {"events": 1, **dict.fromkeys(("first", "last", "least", "greatest"), position)}
    return [Change("counted", (event["stream_id"],), values)]


COUNTED = Projection(
    "counted",
    (TABLE,),
    (Reads("incident.reported.v1", _counted), Reads("incident.classified.v1", _counted)),
)


class Poison:
    """Does to `incident.classified.v1` what it is told to, until it is told otherwise."""

    def __init__(self) -> None:
        self.does: Callable[[Event], list[Change]] = self.fails

    def fails(self, event: Event) -> list[Change]:
        if event["kind"] == "near_miss":
            raise LookupError("no place for a near miss")
        return self.counts(event)

    def says_what_no_column_can_hold(self, event: Event) -> list[Change]:
        [change] = self.counts(event)
        if event["kind"] == "near_miss":
            return [change._replace(values={**change.values, "events": 2**40})]
        return [change]

    def counts(self, event: Event) -> list[Change]:
        return _counted(event)

    @property
    def projection(self) -> Projection:
        def classified(event: Event) -> list[Change]:
            return self.does(event)

        reads = (
            Reads("incident.reported.v1", _counted),
            Reads("incident.classified.v1", classified, ("kind",)),
        )
        return Projection("counted", (TABLE,), reads)
