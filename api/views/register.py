"""`GET /v1/views/register`: every incident of the provider as it stands, and how many of each kind.

Codes, counts and times only, no words and no names. An incident that was entered in error is there
where it is asked for.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from pydantic import Field

from adapters.postgres.reading import Connection
from api.incidents.answer import SourceAnswer, Word
from api.schema import Answer, At, IncidentId, ServiceId, UnitId, Version
from api.views.answers import Count, Cursor, Position, service_id, unit_id
from api.views.cursor import SortKey
from api.views.filters import ABOUT_INCIDENTS, KNOWN_AT, MOST, RISK_TYPE, question_of
from api.views.list_of import Asked, ListOf
from api.views.list_of import Page as Shown
from domain.identifier import shown
from domain.incident.vocabulary import (
    CouncilDecision,
    Kind,
    NoticedBy,
    PhysicalHarm,
    PsychologicalHarm,
    RiskType,
    SafeNow,
)
from domain.moment import Precision
from projections import register_queries
from projections.question import Page
from projections.register import PROJECTION
from projections.register_queries import Entry, Tally


class SpanAnswer(Answer):
    """From the first instant it can have begun to the last it can have ended."""

    from_: At | None = Field(alias="from")
    to: At | None
    precision: Precision | None
    suspect: bool


class RegisterEntry(Answer):
    """One incident as it stands. `version` is what If-Match asks for."""

    id: IncidentId
    version: Version
    kind: Kind
    """The provider's decision, else the reporter's word."""
    reported_kind: Kind
    """As it was reported, whatever it was classified as."""
    classified: bool
    """Whether the provider has decided."""
    state: Word
    recorded_at: At
    updated_at: At
    source: SourceAnswer
    service: ServiceId | None
    unit: UnitId | None
    occurred: SpanAnswer | None
    first_noticed_by: NoticedBy | None
    risk_types: Annotated[tuple[RiskType, ...], Field(max_length=20)]
    harm_physical: PhysicalHarm | None
    harm_psychological: PsychologicalHarm | None
    safe_now: SafeNow | None
    council_decision: CouncilDecision | None
    investigation_count: Count
    issue_count: Count


class RegisterTally(Answer):
    kind: Kind
    state: Word
    incidents: Count


class Register(Answer):
    """A page of the register, newest first."""

    data: Annotated[tuple[RegisterEntry, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None
    position: Position
    """What the register reflects."""
    tally: Annotated[tuple[RegisterTally, ...], Field(max_length=100)] | None
    """Of all that the filters leave, each kind and state that has any. Null unless `tally` asks for
    it, and on later pages.
    """


def entry_members(entry: Entry) -> dict[str, Any]:
    return {
        "id": shown("inc", entry.incident),
        "version": entry.version,
        "kind": entry.kind,
        "reported_kind": entry.reported_kind,
        "classified": entry.classified,
        "state": entry.state,
        "recorded_at": entry.recorded_at,
        "updated_at": entry.updated_at,
        "source": source_members(entry),
        "service": service_id(entry.service),
        "unit": unit_id(entry.unit),
        "occurred": _occurred(entry),
        "first_noticed_by": entry.first_noticed_by,
        "risk_types": entry.risk_types,
        "harm_physical": entry.harm_physical,
        "harm_psychological": entry.harm_psychological,
        "safe_now": entry.safe_now,
        "council_decision": entry.council_decision,
        "investigation_count": entry.investigations,
        "issue_count": entry.issues,
    }


def source_members(entry: Entry) -> dict[str, Any]:
    return {
        "system": entry.source_system,
        "ref": entry.source_ref,
        "version": entry.source_version,
    }


def _occurred(entry: Entry) -> dict[str, Any] | None:
    if entry.occurred_from is None and entry.occurred_to is None:
        return None
    return {
        "from": entry.occurred_from,
        "to": entry.occurred_to,
        "precision": entry.occurred_precision,
        "suspect": entry.occurred_suspect,
    }


def page_after(asked: Asked) -> Page:
    """For lists in the order of positions, newest first."""
    return Page(None if asked.after is None else int(asked.after[0]), asked.fetched)


async def _rows(connection: Connection, asked: Asked) -> Sequence[Entry]:
    return await register_queries.page(
        connection,
        asked.asking.provider,
        question_of(asked.query, asked.reader),
        page_after(asked),
        risk_types=asked.query[RISK_TYPE.read] or None,
        source=asked.source,
    )


async def _tally(connection: Connection, asked: Asked) -> Sequence[Tally]:
    return await register_queries.tally(
        connection,
        asked.asking.provider,
        question_of(asked.query, asked.reader),
        risk_types=asked.query[RISK_TYPE.read] or None,
        source=asked.source,
    )


def _place(entry: Entry) -> SortKey:
    return (entry.position,)


def _count(tally: Tally) -> dict[str, Any]:
    return {"kind": tally.kind, "state": tally.state, "incidents": tally.incidents}


def _told(_: Asked, page: Shown[Entry, Tally]) -> Answer:
    tally = None if page.tally is None else [_count(one) for one in page.tally]
    return Register.model_validate(
        {
            "data": [entry_members(one) for one in page.rows],
            "next_cursor": page.next_cursor,
            "position": page.position,
            "tally": tally,
        }
    )


REGISTER: Final = ListOf(
    name="register",
    projection=PROJECTION,
    filters=(*ABOUT_INCIDENTS, RISK_TYPE, KNOWN_AT),
    rows=_rows,
    tally=_tally,
    place=_place,
    tell=_told,
)
