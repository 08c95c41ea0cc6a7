"""`GET /v1/views/learning-yield`: what closed cases taught, by service and kind.

Source: Patient Safety Incident Response Framework (learning above the individual).
"""

from collections.abc import Iterable
from typing import Annotated, Any, Final

from pydantic import Field

from adapters.postgres.reading import Connection
from api.problem.problem import Problem
from api.schema import Answer, ServiceId
from api.views.answers import Count, service_id
from api.views.cases import ABOUT_CASES, Share, cases_of, share, tables_of
from api.views.summary import Asked, Members, Summary, Summed
from domain.incident.vocabulary import Kind
from projections.cases.learned import Learned, learned
from projections.trends.projection import PROJECTION

MOST: Final = 2_000
SORTS: Final = ("above_individual", "individual_only", "declared_none", "none_at_all")


class YieldPart(Answer):
    """Closed cases; each is in one of the four. The shares are of the closed ones."""

    closed: Count
    above_individual: Share
    """With a standing finding about the team, the conditions, the organisation or beyond."""
    individual_only: Share
    """With findings about individuals and no other."""
    declared_none: Share
    """No finding; an investigation declared that there was none to be made."""
    none_at_all: Share
    """No finding and no such declaration."""


class ServiceYield(YieldPart):
    """Of one service and kind; null: it is not known where they belong."""

    service: ServiceId | None
    kind: Kind


class LearningYield(Summed):
    """What closed cases taught: whether an investigation found something above the individual,
    something about individuals alone, declared that there was nothing, or none of these.
    """

    total: YieldPart
    by_service_and_kind: Annotated[tuple[ServiceYield, ...], Field(max_length=MOST)]


def _part(rows: Iterable[Learned]) -> dict[str, Any]:
    counted = list(rows)
    closed = sum(row.closed for row in counted)
    sums = {name: sum(getattr(row, name) for row in counted) for name in SORTS}
    return {"closed": closed, **{name: share(count, closed) for name, count in sums.items()}}


async def _ask(connection: Connection, asked: Asked) -> Members:
    rows = await learned(tables_of(connection, asked), cases_of(asked), limit=MOST + 1)
    if len(rows) > MOST:
        raise Problem("too-much-to-read")
    parts = [{"service": service_id(row.service), "kind": row.kind, **_part([row])} for row in rows]
    return {"total": _part(rows), "by_service_and_kind": parts}


LEARNING_YIELD: Final = Summary(
    projections=(PROJECTION,), filters=ABOUT_CASES, ask=_ask, answer=LearningYield
)
