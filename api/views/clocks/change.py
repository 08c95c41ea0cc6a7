"""The change before and after which one looks: a time, or an action, and what prompted it.

An action took place when it was completed. The incidents behind the findings that it answers are
those that prompted it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from api.actions.resource import ACTION
from api.attempt import events_of
from api.problem.problem import Problem
from api.views.filter import identities, identity, time, wish
from api.views.summary import Asked
from domain.action.events import ActionCompleted
from domain.action.state import Action, fold
from domain.log import Recorded
from projections.cases.question import CaseTables
from projections.open_loops.loop import happened
from projections.runner.statement import Statement

SINCE: Final = time("since", "The change took place then: cases before and after it apart.")
ACTION_ID: Final = identity("action", "The change is this action, from its completion.", "act")
PROMPTED_BY: Final = identities("prompted_by", "Incidents that prompted the change.", "inc")
WITHOUT_PROMPTING: Final = wish(
    "without_prompting", "`true`: the incidents that prompted the change are left out."
)
ABOUT_CHANGE: Final = (SINCE, ACTION_ID, PROMPTED_BY, WITHOUT_PROMPTING)

_BEHIND: Final = Statement("""
    SELECT DISTINCT COALESCE(joined.incident, about.incident) AS incident
      FROM @trend_findings AS finding
      JOIN unnest($3::uuid[], $4::uuid[]) AS answered (investigation, finding)
     USING (investigation, finding)
CROSS JOIN LATERAL unnest(finding.incidents) AS about (incident)
 LEFT JOIN @trend_joined AS joined
        ON joined.tenant_id = $2
       AND joined.joined = about.incident
     WHERE finding.tenant_id = $2
""")


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """`at` None: none is named, or it has not taken place."""

    at: datetime | None
    prompting: frozenset[UUID]
    left_out: bool

    def is_after(self, began: datetime) -> bool | None:
        return None if self.at is None else began >= self.at


async def change_of(tables: CaseTables, asked: Asked) -> ChangeAsked:
    """Raises Problem `not-found` for an action that is not there, or not for this reader."""
    query = asked.query
    named: tuple[UUID, ...] = query[PROMPTED_BY.read]
    at, prompting = query[SINCE.read], set(named)
    if (identity := query[ACTION_ID.read]) is not None:
        rows = await _rows(asked, identity)
        action = _as_known(rows)
        at = at or _took_place(action, rows, asked.as_of)
        prompting |= await _behind(tables, action)
    return ChangeAsked(at, frozenset(prompting), query[WITHOUT_PROMPTING.read])


async def _rows(asked: Asked, action: UUID) -> Sequence[Recorded]:
    """As it was known at the time that is asked about; who may see it is decided by now."""
    rows = await asked.asking.heed.log.load(asked.provider, action)
    await ACTION.seen(asked.reader, rows)
    known = asked.known_at
    return [row for row in rows if known is None or row.recorded_at <= known]


def _as_known(rows: Sequence[Recorded]) -> Action:
    action = fold(events_of(rows))
    if action is None:
        raise Problem("not-found")
    return action


def _took_place(action: Action, rows: Sequence[Recorded], as_of: datetime) -> datetime | None:
    """When it was completed, as it stands; None where it is not, or was not by then."""
    if action.completed is None:
        return None
    last = [row for row in rows if row.type == ActionCompleted.type][-1]
    at = happened(action.completed, last.recorded_at)
    return at if at <= as_of else None


async def _behind(tables: CaseTables, action: Action) -> set[UUID]:
    answered = action.agreed.findings
    found: Sequence[UUID] = [
        row["incident"]
        for row in await tables.source.rows(
            tables.connection,
            _BEHIND,
            ("trend_findings", "trend_joined"),
            tables.provider,
            [one.investigation for one in answered],
            [one.finding for one in answered],
        )
    ]
    return set(found)
