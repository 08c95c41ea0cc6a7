"""A service as it is counted against: how much care it gave, and whether it still gives any.

Of each span of days, kind and unit there is one amount, the one that was recorded last. `nth`
counts them in the order in which they were recorded; `unit` is empty for the service as a whole.

Source: NHS England, Making Data Count (rates need their activity).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from domain.service import ActivityRecorded, Service, fold
from projections.runner.declaration import Change
from projections.trends.instants import Recorded


def rows(stream: UUID, history: Sequence[Recorded]) -> Iterator[Change]:
    service = fold(one.event for one in history)
    if service is None:
        return
    yield Change(
        "trend_services",
        (stream,),
        {
            "service_type": service.registered.service_type.value,
            "opened_on": service.registered.opened_on,
            "closed_on": None if service.closed is None else service.closed.closed_on,
            "units": list(service.units),
        },
    )
    yield from _activity(stream, service, history)


def _activity(stream: UUID, service: Service, history: Sequence[Recorded]) -> Iterator[Change]:
    in_force = {id(one) for one in service.activity.values()}
    nth = Counter[str]()
    for one in history:
        event = one.event
        if isinstance(event, ActivityRecorded) and id(event) in in_force:
            unit = "" if event.unit is None else str(event.unit)
            nth[unit] += 1
            yield Change(
                "trend_activity",
                (stream, unit, nth[unit]),
                {
                    "kind": event.kind.value,
                    "first": event.period.from_,
                    "last": event.period.to,
                    "amount": event.amount,
                    "recorded_at": one.at,
                },
            )
