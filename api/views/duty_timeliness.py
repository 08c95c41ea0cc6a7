"""`GET /v1/views/duty-timeliness`: of every duty, how many were in time, and the late ones by name.

The own target and the law's number are told apart, and what the law says without a number is not
judged here. Those still open are counted with their time so far: leaving them out would make the
finished ones look quicker than they are. The late ones come with the reason that was given.

Source: CQC (Registration) Regulations 2009; Care Act 2014 s42; `domain/duty`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field

from adapters.postgres.reading import Connection
from api.duties.answer import Text
from api.opening import learning_words
from api.schema import Answer, At, IncidentId, ServiceId
from api.scope import Scope
from api.views.answers import Count, Hours, service_id
from api.views.filter import codes
from api.views.filters import BEFORE, FROM, SERVICE, UNIT
from api.views.summary import Asked, Summary, Summed
from domain.duty.england import ENGLAND
from domain.identifier import shown
from domain.moment import starts
from domain.policy.values import InternalTargets
from domain.vocabulary.duty import DutyCode
from projections.clocks.percentile import Unknown, percentile
from projections.clocks.survival import Case, curve
from projections.timeliness import queries
from projections.timeliness.projection import PROJECTION
from projections.timeliness.queries import About, Late, Tally

MOST: Final = 200
DUTY: Final = codes("duty", "The duty, by its code.", DutyCode)
_FROM: Final = FROM.saying("Duties that count from that day or later.")
_BEFORE: Final = BEFORE.saying("Duties that count from before that day.")
_LEARNING: Final = (Scope.LEARNING_READ, Scope.LEARNING_MANAGE)
_TITLES: Final = {rule.code: rule.title for rule in ENGLAND.rules}


class DutyTally(Answer):
    """One duty. `share_in_time`: of those done in time, done late and overdue; null for none. The
    percentiles count those still open; null where too few have been done yet.
    """

    duty: DutyCode
    title: Annotated[str, Field(max_length=500)]
    in_time: Count
    late: Count
    overdue: Count
    open: Count
    """Owed, and its time is not over."""
    without_deadline: Count
    """Done, and neither the law nor the provider says within what time."""
    at_unknown_time: Count
    excused: Count
    ruled_out: Count
    to_judge: Count
    share_in_time: Annotated[float, Field(ge=0, le=1)] | None
    against_law: Count
    """Of those in time, late and overdue: how many the law has a number for."""
    late_in_law: Count
    median_hours: Hours | None
    ninetieth_hours: Hours | None


class LateDuty(Answer):
    """One that was late or is overdue. `reason`: as it was given; null where none was, or for
    whoever may not read learning text.
    """

    incident: IncidentId
    duty: DutyCode
    commissioner_ref: Annotated[str, Field(max_length=200)] | None
    service: ServiceId | None
    stands: Literal["late", "overdue"]
    counted_from: At
    made_at: At | None
    due_by: At | None
    """The earlier of the provider's target and the law's number."""
    late_hours: Hours | None
    reason: Text | None


class RuledOutDuty(Answer):
    """One that somebody judged not to be owed, and why. `decided_by`: in which role."""

    incident: IncidentId
    duty: DutyCode
    commissioner_ref: Annotated[str, Field(max_length=200)] | None
    service: ServiceId | None
    counted_from: At
    reason: Text | None
    decided_by: Annotated[str, Field(max_length=200)] | None


class DutyTimeliness(Summed):
    """Whether the duties were done in time, each against the provider's own target and against the
    law's number, and which were late, are overdue or were ruled out, with the reasons given.
    """

    duties: Annotated[tuple[DutyTally, ...], Field(max_length=50)]
    late: Annotated[tuple[LateDuty, ...], Field(max_length=MOST)]
    ruled_out: Annotated[tuple[RuledOutDuty, ...], Field(max_length=MOST)]
    more: bool
    """There are more late ones than are shown: ask for a shorter time."""


def percentiles(took: Sequence[float], waiting: Sequence[float]) -> tuple[float | None, ...]:
    """The median and the 90th percentile, with the open ones counted."""
    cases = [Case(hours, finished=True) for hours in took]
    cases += [Case(hours, finished=False) for hours in waiting]
    steps = curve(cases)
    found = (percentile(steps, len(cases), share).hours for share in (0.5, 0.9))
    return tuple(None if isinstance(hours, Unknown) else hours for hours in found)


def _tally(one: Tally) -> dict[str, Any]:
    judged = one.in_time + one.late + one.overdue
    half, most = percentiles(one.took or (), one.waiting or ())
    counts = ("in_time", "late", "overdue", "open", "without_deadline", "at_unknown_time")
    settled = ("excused", "ruled_out", "to_judge", "against_law", "late_in_law")
    return {name: getattr(one, name) for name in (*counts, *settled)} | {
        "duty": one.duty,
        "title": _TITLES[DutyCode(one.duty)],
        "share_in_time": one.in_time / judged if judged else None,
        "median_hours": half,
        "ninetieth_hours": most,
    }


def _due(one: Late) -> datetime | None:
    return min((due for due in (one.own_due_at, one.legal_due_at) if due), default=None)


def _same(one: Late) -> dict[str, Any]:
    return {
        "incident": shown("inc", one.incident),
        "duty": one.duty,
        "commissioner_ref": one.commissioner,
        "service": service_id(one.service),
        "counted_from": one.counted_from,
    }


def _late(one: Late, words: Mapping[UUID, str], as_of: datetime) -> dict[str, Any]:
    due, done = _due(one), one.made_at or as_of
    return _same(one) | {
        "stands": one.stands,
        "made_at": one.made_at,
        "due_by": due,
        "late_hours": None if due is None else (done - due).total_seconds() / 3600,
        "reason": None if one.late_reason is None else words.get(one.late_reason),
    }


def _ruled_out(one: Late, words: Mapping[UUID, str]) -> dict[str, Any]:
    reason = one.ruled_out_reason
    return _same(one) | {
        "reason": None if reason is None else words.get(reason),
        "decided_by": one.ruled_out_by,
    }


def about(asked: Asked, duties: tuple[str, ...] | None = None) -> About:
    """Which duties are asked about."""
    query = asked.query
    first, before = query[FROM.read], query[BEFORE.read]
    return About(
        persons=asked.persons,
        services=query[SERVICE.read] or None,
        units=query[UNIT.read] or None,
        duties=duties,
        since=None if first is None else starts(first),
        before=None if before is None else starts(before),
    )


def targets(asked: Asked) -> dict[str, int]:
    """The provider's own, where it has said any."""
    return {str(code): hours for code, hours in asked.policies.of(InternalTargets).hours.items()}


async def _words(asked: Asked, rows: Sequence[Late]) -> Mapping[UUID, str]:
    if not asked.asking.principal.may(*_LEARNING):
        return {}
    reasons = (one.late_reason or one.ruled_out_reason for one in rows)
    wanted = list(dict.fromkeys(reason for reason in reasons if reason is not None))
    return await learning_words(asked.asking.heed, asked.provider, wanted)


async def _rows(connection: Connection, asked: Asked, *stands: str) -> list[Late]:
    """One more than is shown, to know whether there are more."""
    return await queries.late(
        connection,
        asked.provider,
        about(asked, asked.query[DUTY.read] or None),
        as_of=asked.as_of,
        targets=targets(asked),
        stands=stands,
        limit=MOST + 1,
        source=asked.source,
    )


async def _ask(connection: Connection, asked: Asked) -> dict[str, Any]:
    tallies = await queries.tallies(
        connection,
        asked.provider,
        about(asked, asked.query[DUTY.read] or None),
        as_of=asked.as_of,
        targets=targets(asked),
        source=asked.source,
    )
    late = await _rows(connection, asked, "late", "overdue")
    ruled_out = await _rows(connection, asked, "ruled_out")
    words = await _words(asked, [*late, *ruled_out])
    return {
        "duties": [_tally(one) for one in tallies],
        "late": [_late(one, words, asked.as_of) for one in late[:MOST]],
        "ruled_out": [_ruled_out(one, words) for one in ruled_out[:MOST]],
        "more": max(len(late), len(ruled_out)) > MOST,
    }


DUTY_TIMELINESS: Final = Summary(
    projections=(PROJECTION,),
    filters=(SERVICE, UNIT, DUTY, _FROM, _BEFORE),
    ask=_ask,
    answer=DutyTimeliness,
    by_policy=True,
)
