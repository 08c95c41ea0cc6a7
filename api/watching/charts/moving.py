"""Which fact moved what Heed counts by itself: one that the question of the measure is about.

An incident moves what it was counted in before the fact, or is after it; an audit, an action or a
lesson what it is of. Where no such fact was recorded since, none is named: a cause that has nothing
to do with it misleads whoever reads it.

Source: `domain/measure/questions`; Heed's rule that a withdrawal names what took the ground.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias
from uuid import UUID

from api.attempt import events_of
from api.watching.watch import Looking
from domain.action import state as actions
from domain.audit import state as audits
from domain.incident import state as incidents
from domain.incident.vocabulary import Kind
from domain.lesson import state as lessons
from domain.log import Recorded
from domain.measure.state import Measure
from domain.signal.vocabulary import Cause

MOST: Final = 200
"""Facts that are looked at, the newest first; what did it is seldom far."""

_FACTS: Final = """
    SELECT event_id, type, position, stream_id
      FROM heed.event
     WHERE tenant_id = $1
       AND position > $2
       AND position <= $3
       AND type = ANY ($4)
  ORDER BY position DESC
     LIMIT $5
"""
_OF_FACTOR: Final = """
    SELECT finding AS one FROM heed.trend_findings WHERE tenant_id = $1 AND factor = $2
     UNION
    SELECT incident FROM heed.trend_grounds WHERE tenant_id = $1 AND factor = $2
"""
Causes: TypeAlias = dict[str, Cause]

_INCIDENTS: Final[Causes] = {
    "incident.entered_in_error.v1": Cause.ENTERED_IN_ERROR,
    "incident.corrected.v1": Cause.CORRECTION,
    "incident.times_confirmed.v1": Cause.CORRECTION,
    "incident.classified.v1": Cause.RECLASSIFIED,
    "incident.amended.v1": Cause.LATE_FACTS,
    "incident.merged.v1": Cause.LATE_FACTS,
    "incident.unmerged.v1": Cause.LATE_FACTS,
    "incident.reported.v1": Cause.LATE_FACTS,
}
_TOLD: Final = {"incident.externally_reported.v1": Cause.LATE_FACTS}
_CARE: Final = {"service.activity_recorded.v1": Cause.LATE_ACTIVITY}
_ACTIONS: Final[Causes] = {
    f"action.{one}.v1": Cause.LATE_FACTS
    for one in (
        *("agreed", "due_date_changed", "completed"),
        *("verification_refused", "reopened", "cancelled"),
    )
}
_LESSONS: Final[Causes] = {
    f"lesson.{one}.v1": Cause.LATE_FACTS
    for one in ("published", "revised", "delivered", "acknowledged")
}
_STAFF: Final = {"service.staff_in_post_recorded.v1": Cause.LATE_FACTS}
_AUDITS: Final[Causes] = {f"audit.{one}.v1": Cause.LATE_FACTS for one in ("completed", "voided")}

CAUSES: Final[Mapping[str, Causes]] = {
    "hours_first_noticed_to_aware": _INCIDENTS,
    "hours_first_noticed_to_external_report": _INCIDENTS | _TOLD,
    "hours_first_noticed_to_health_contact": _INCIDENTS | _TOLD,
    "days_between_incidents": _INCIDENTS,
    "incidents": _INCIDENTS,
    "incidents_per_activity": _INCIDENTS | _CARE,
    "actions_completed_on_time": _ACTIONS,
    "staff_reached_by_lessons": _LESSONS | _STAFF,
    "audit_criteria_met": _AUDITS,
}
"""By the question, and by the type of what may move its answer."""


class Moved(NamedTuple):
    position: int
    cause: Cause
    event: UUID


class _Scope(NamedTuple):
    """What a measure is of. `of_factor`: the findings and the incidents that have its factor."""

    service: UUID | None
    unit: UUID | None
    factor: str | None
    of_factor: frozenset[UUID]

    def has(self, service: UUID | None, unit: UUID | None = None) -> bool:
        return self.service in {None, service} and self.unit in {None, unit}


async def moved(looking: Looking, known: Measure, after: int) -> Moved | None:
    """The last fact since that position that can have moved it; None: there was none."""
    question = known.definition.question
    causes: Causes = {} if question is None else CAUSES.get(question.name, {})
    defined, of_factor = known.defined, list[Any]()
    async with looking.connection() as connection:
        facts = await connection.fetch(
            _FACTS, looking.provider, after, looking.position, list(causes), MOST
        )
        if defined.factor is not None:
            of_factor = await connection.fetch(_OF_FACTOR, looking.provider, defined.factor)
    streams = await looking.rows(list({fact["stream_id"] for fact in facts}))
    scope = _Scope(
        defined.service, defined.unit, defined.factor, frozenset(row["one"] for row in of_factor)
    )
    return next(
        (
            Moved(fact["position"], causes[fact["type"]], fact["event_id"])
            for fact in facts
            if _concerns(scope, fact, streams.get(fact["stream_id"], ()))
        ),
        None,
    )


def _concerns(scope: _Scope, fact: Any, rows: Sequence[Recorded]) -> bool:
    before = [row for row in rows if row.position < fact["position"]]
    after = [row for row in rows if row.position <= fact["position"]]
    stream = fact["stream_id"]
    match fact["type"].partition(".")[0]:
        case "incident":
            return _counts(scope, stream, before) or _counts(scope, stream, after)
        case "service":
            return scope.service in {None, stream}
        case "action":
            return _is_action(scope, after)
        case "lesson":
            return _is_lesson(scope, after)
        case _:
            audit = audits.fold(events_of(after))
            return audit is not None and scope.has(audit.planned.service, audit.planned.unit)


def _counts(scope: _Scope, incident: UUID, rows: Sequence[Recorded]) -> bool:
    known = incidents.fold(events_of(rows))
    if known is None or known.kind is Kind.GOOD_PRACTICE:
        return False
    account = known.account
    suggested = account.suggested_factors or ()
    of_factor = scope.factor is None or scope.factor in suggested or incident in scope.of_factor
    return of_factor and scope.has(account.service, account.unit)


def _is_action(scope: _Scope, rows: Sequence[Recorded]) -> bool:
    known = actions.fold(events_of(rows))
    if known is None:
        return False
    found = {one.finding for one in known.agreed.findings}
    of_factor = scope.factor is None or bool(found & scope.of_factor)
    return of_factor and scope.service in {None, known.agreed.service}


def _is_lesson(scope: _Scope, rows: Sequence[Recorded]) -> bool:
    known = lessons.fold(events_of(rows))
    if known is None:
        return False
    found = {one.finding for one in known.published.findings}
    of_factor = scope.factor is None or bool(found & scope.of_factor)
    services = known.published.services
    return of_factor and (scope.service is None or not services or scope.service in services)
