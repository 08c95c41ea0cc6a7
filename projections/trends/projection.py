"""The projection of trends: which histories are read, and the rows that each gives.

What is counted is decided by the domain, from streams as they stand, so that a count can never
disagree with the incident itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias, get_args
from uuid import UUID

from domain import catalogue
from domain.audit.events import AuditEvent
from domain.incident.events import IncidentEvent
from domain.investigation.events import InvestigationEvent
from domain.service import ServiceEvent
from projections.runner.declaration import Change, Event, Projection, Reads
from projections.runner.histories import HISTORY
from projections.trends import audit, incident, investigation, service
from projections.trends.counts import ROLLUP
from projections.trends.instants import Recorded
from projections.trends.tables import (
    ACTIVITY,
    AUDITS,
    FINDINGS,
    GROUNDS,
    INCIDENTS,
    INVESTIGATIONS,
    JOINED,
    PEOPLE,
    SERVICES,
)

Rows: TypeAlias = Callable[[UUID, Sequence[Recorded]], Iterable[Change]]

_EVENTS: Final = (
    *get_args(IncidentEvent),
    *get_args(InvestigationEvent),
    *get_args(AuditEvent),
    *get_args(ServiceEvent),
)
_ROWS: Final[Mapping[str, Rows]] = MappingProxyType({
    "incident": incident.rows,
    "investigation": investigation.rows,
    "audit": audit.rows,
    "service": service.rows,
})  # fmt: skip
"""By the word that the types of its events begin with."""


def derive(event: Event) -> Sequence[Change]:
    """The rows of one stream. Raises ImpossibleHistory for one that no decisions could make."""
    said = event[HISTORY]
    kind = said[0].type.partition(".")[0]
    history = [
        Recorded(catalogue.read(one.type, one.facts), one.recorded_at, one.position) for one in said
    ]
    return list(_ROWS[kind](event["stream_id"], history))


_TABLES: Final = (
    INCIDENTS, PEOPLE, JOINED, FINDINGS, GROUNDS, INVESTIGATIONS, AUDITS, SERVICES, ACTIVITY,
)  # fmt: skip
PROJECTION: Final = Projection(
    name="trends",
    tables=_TABLES,
    reads=tuple(Reads(known.type, derive) for known in _EVENTS),
    whole=True,
    rollups=(ROLLUP,),
)
