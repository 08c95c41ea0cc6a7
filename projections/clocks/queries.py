"""Reading how long cases took, from one instant to another, and who has not come to it yet.

Of each case and step: when it began, and when it came to its end, as far as a clock may use those
times. A case waits while it is open and the step is to be expected of it: that the organisation
gets to know, of every case; that the council is told, of a safeguarding concern; that a health body
is asked, where somebody came to moderate harm or worse. One that was closed without it, one that
ended at no known time, and one that would have ended before it began are counted apart.

Source: Care Act 2014 s42 and local procedures (who is told); domain rules on clocks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from domain.incident.vocabulary import Kind, PhysicalHarm
from projections.cases.question import Cases, CaseTables, about_cases

MOST: Final = 50_000
"""How many cases one answer may be made from."""

_HARMED: Final = frozenset({PhysicalHarm.MODERATE, PhysicalHarm.SEVERE, PhysicalHarm.FATAL})
_ROWS: Final = about_cases("""
    SELECT row.incident, row.position, row.kind, row.harm,
           row.noticed_at, row.aware, row.aware_at, row.told, row.told_at,
           row.health, row.health_at, row.closed_at
      FROM @trend_incidents AS row
     WHERE @where
  ORDER BY row.position DESC
     LIMIT $10
""")


class Leg(StrEnum):
    """From one instant to another."""

    NOTICED_TO_AWARE = "noticed_to_aware"
    AWARE_TO_TOLD = "aware_to_told"
    NOTICED_TO_TOLD = "noticed_to_told"
    NOTICED_TO_HEALTH = "noticed_to_health"


_ENDS: Final[Mapping[Leg, tuple[str, str]]] = {
    Leg.NOTICED_TO_AWARE: ("noticed", "aware"),
    Leg.AWARE_TO_TOLD: ("aware", "told"),
    Leg.NOTICED_TO_TOLD: ("noticed", "told"),
    Leg.NOTICED_TO_HEALTH: ("noticed", "health"),
}


class Stand(StrEnum):
    """How one case stands on one leg."""

    FINISHED = "finished"
    OPEN = "open"
    CLOSED_WITHOUT = "closed_without"
    TIME_NOT_KNOWN = "time_not_known"
    OUT_OF_ORDER = "out_of_order"


@dataclass(frozen=True, slots=True)
class Timed:
    """One case on one leg. `hours`: to its end, or to today where it is open; else 0."""

    incident: UUID
    began_at: datetime
    stand: Stand
    hours: float = 0.0


class TooMany(Exception):  # noqa: N818 - an answer: ask something narrower
    """More cases than one answer is made from."""


async def rows(tables: CaseTables, cases: Cases) -> list[Mapping[str, Any]]:
    """Newest first. Raises TooMany."""
    found = await tables.rows(_ROWS, ("trend_incidents",), cases, MOST + 1)
    if len(found) > MOST:
        raise TooMany
    return found


def timed(row: Mapping[str, Any], leg: Leg, as_of: datetime) -> Timed | None:
    """None where this leg has not begun by then, or nothing of the kind is to be expected."""
    first, last = _ENDS[leg]
    began, ended = row[f"{first}_at"], row[f"{last}_at"]
    if began is None or began > as_of:
        return None
    happened = row[last] and (ended is None or ended <= as_of)
    if not happened:
        return _waiting(row, last, began, as_of)
    if ended is None:
        return Timed(row["incident"], began, Stand.TIME_NOT_KNOWN)
    if ended < began:
        return Timed(row["incident"], began, Stand.OUT_OF_ORDER)
    return Timed(row["incident"], began, Stand.FINISHED, _hours(ended - began))


def _waiting(row: Mapping[str, Any], last: str, began: datetime, as_of: datetime) -> Timed | None:
    if not _is_expected(row, last):
        return None
    closed = row["closed_at"]
    if closed is not None and closed <= as_of:
        return Timed(row["incident"], began, Stand.CLOSED_WITHOUT)
    return Timed(row["incident"], began, Stand.OPEN, _hours(as_of - began))


def _is_expected(row: Mapping[str, Any], last: str) -> bool:
    match last:
        case "told":
            return bool(row["kind"] == Kind.SAFEGUARDING_CONCERN)
        case "health":
            return row["harm"] in _HARMED
        case _:
            return True


def _hours(length: timedelta) -> float:
    return length / timedelta(hours=1)
