"""The watch for recurrences: new incidents that are like those a verified action was for.

Every incident of the factor and service of an action, dated after its verification and within its
watch, is noted at the action; what does not hold any more is withdrawn with why. That is all that
is recorded: people look at it, and no verdict and no action changes.

Source: Heed's rules on recurrences (`domain/action/recurrence.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from api.attempt import Attempt, events_of
from api.policies.standing import policies_of
from api.watching.watch import Looking, Watch
from domain.action.recurrence import Candidate, Watched, news
from domain.action.state import Stage, fold
from domain.moment import LONDON
from domain.policy.values import EffectCheckpoints
from projections.holding import recurring
from projections.holding.recurring import Answered
from projections.runner.statement import Connection
from projections.trends.projection import PROJECTION as TRENDS
from projections.watched.projection import PROJECTION as WATCHED

_ACTIONS: Final = """
    SELECT action, service, stage, findings, verified_at, recurrences
      FROM heed.watched_actions
     WHERE tenant_id = $1
       AND (stage = 'verified' OR recurrences <> '{}')
"""


@dataclass(frozen=True, slots=True)
class _Action:
    """`watched` None: it is not verified now, or says no factor or service."""

    id: UUID
    watched: Watched | None
    noted: frozenset[UUID]


async def look(looking: Looking) -> None:
    policies = await policies_of(looking.heed, looking.provider)
    watch = timedelta(weeks=policies.of(EffectCheckpoints).watch_weeks)
    async with looking.connection() as connection:
        actions = await _actions(connection, looking.provider, watch)
        found = await _candidates(connection, looking.provider, actions, looking.now)
    for one in actions:
        for candidate in found:
            if news(one.noted, one.watched, [candidate]):
                await _record(looking, one, candidate)


async def _actions(connection: Connection, provider: UUID, watch: timedelta) -> list[_Action]:
    rows = await connection.fetch(_ACTIONS, provider)
    wanted = {finding for row in rows for finding in row["findings"]}
    found = await recurring.findings(connection, provider, wanted)
    return [_Action(row["action"], _watched(row, found, watch), _noted(row)) for row in rows]


def _noted(row: Any) -> frozenset[UUID]:
    return frozenset(row["recurrences"])


def _watched(row: Any, found: Mapping[UUID, Answered], watch: timedelta) -> Watched | None:
    standing = [found[one] for one in row["findings"] if one in found]
    about = recurring.together(standing, row["service"])
    if row["stage"] != Stage.VERIFIED or row["verified_at"] is None:
        return None
    return Watched(
        factors=about.factors,
        services=about.services,
        own=about.incidents,
        verified_on=row["verified_at"].astimezone(LONDON).date(),
        watch=watch,
    )


async def _candidates(
    connection: Connection, provider: UUID, actions: Sequence[_Action], now: datetime
) -> list[Candidate]:
    """Those that are noted, and all that may be like one of the actions."""
    watched = [one.watched for one in actions if one.watched is not None]
    noted = {incident for one in actions for incident in one.noted}
    found = await recurring.as_they_stand(connection, provider, noted) if noted else []
    if watched:
        first = min(one.verified_on for one in watched)
        last = max(one.until for one in watched)
        found += await recurring.alike(
            connection,
            provider,
            {service for one in watched for service in one.services},
            {factor for one in watched for factor in one.factors},
            (first, min(last, _today(now))),
        )
    return list({one.incident: one for one in found}.values())


def _today(now: datetime) -> date:
    return now.astimezone(LONDON).date()


async def _record(looking: Looking, one: _Action, candidate: Candidate) -> None:
    """By the stream of the action as it is then: the view may be a moment behind."""
    rows = await looking.rows([one.id])
    times = sum(str(candidate.incident) in (row.facts or "") for row in rows[one.id])
    identity = f"recurrence/{one.id}/{candidate.incident}/{times}"
    await looking.record(identity, partial(_decide, one, candidate))


async def _decide(one: _Action, candidate: Candidate, attempt: Attempt) -> UUID | None:
    action = fold(events_of(await attempt.load(one.id)))
    if action is None:
        return None
    watched = one.watched if action.stage is Stage.VERIFIED else None
    found: Iterable[Any] = news(action.recurred.keys(), watched, [candidate])
    for event in found:
        attempt.record(one.id, event)
    return one.id if attempt.events else None


WATCH: Final = Watch("recurrences", (TRENDS, WATCHED), look)
