"""Which events of an incident would tell who raised it anonymously.

A reference to a member of staff is random, and yet the same in every incident: whoever sees it can
link the report to all that is known of them, and so can whoever sees for whom it was recorded. Both
are told by role alone to readers who may not read identities. The last word on anonymity holds for
the whole history; leaving it out of a later snapshot takes nothing back.

Source: Heed's rule that somebody may raise a concern without their name.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from pydantic import JsonValue

from domain import catalogue
from domain.incident.account import RaisedBy
from domain.incident.events import IncidentAmended, IncidentCorrected, IncidentReported
from domain.log import Recorded

MEMBER: Final = "raised_by"
_SAYING: Final = frozenset({IncidentReported.type, IncidentAmended.type, IncidentCorrected.type})


def _raised_by(row: Recorded) -> RaisedBy | None:
    if row.type not in _SAYING or row.facts is None or MEMBER not in row.facts:
        return None
    match catalogue.read(row.type, row.facts):
        case IncidentReported(raised_by=raised):
            return raised
        case IncidentAmended(set=said) | IncidentCorrected(set=said):
            return said.raised_by
        case _:
            return None


def veiled(rows: Sequence[Recorded]) -> frozenset[UUID]:
    """The events that say who raised it, and all that were recorded with them; none where they are
    not anonymous.
    """
    saying = [(row, raised) for row in rows if (raised := _raised_by(row)) is not None]
    said = [raised.anonymous for _, raised in saying if raised.anonymous is not None]
    if not said or not said[-1]:
        return frozenset()
    appends = {(row.recorded_at, row.actor) for row, _ in saying}
    return frozenset(row.id for row in rows if (row.recorded_at, row.actor) in appends)


def without_reporter(facts: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """The facts as stored, without the reference of whoever raised it."""
    kept = dict(facts)
    if isinstance(raised := kept.get(MEMBER), dict):
        kept[MEMBER] = {name: value for name, value in raised.items() if name != "staff"}
    if isinstance(said := kept.get("set"), dict):
        kept["set"] = without_reporter(said)
    return kept
