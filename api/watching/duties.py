"""The watch over duties: one signal for each duty of an incident that has become late.

A signal is news: what has been late for longer than a month is among the loose ends, where it
always was, and raises nothing any more; so an import of old incidents brings no flood. One that is
done after all was late all the same, and its signal stands. It is withdrawn where the duty was
ruled out, was done in time, or is none, with the fact that said so.

Source: the rules of `domain/duty`; Heed's rule that signals have an end and a budget.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from api.attempt import events_of
from api.policies.standing import policies_of
from api.views.open_loops import contracts, delays
from api.watching.raising import raise_signal, withdraw_signal
from api.watching.watch import Looking, Watch
from domain.incident.duties import DutyRuledOut
from domain.incident.events import EnteredInError, IncidentCorrected
from domain.incident.merged import IncidentMerged
from domain.log import Recorded
from domain.policy.setting import Policies
from domain.signal.events import RuleSetName, SignalRaised, SignalWithdrawn, Subject
from domain.signal.vocabulary import Cause, Direction, SubjectKind
from projections.open_loops.projection import PROJECTION as OPEN_LOOPS
from projections.open_loops.queries import After, LooseEnds, OpenLoop, page
from projections.runner.json_text import written
from projections.signals import PROJECTION as SIGNALS
from projections.trends.projection import PROJECTION as TRENDS

NEWS: Final = timedelta(days=31)
AT_ONCE: Final = 500
RULES: Final = RuleSetName(name="duties", version=1)
RULE: Final = "late"

_KNOWN: Final = """
    SELECT subject, part, max(occurrence) AS occurrence, bool_or(stage <> 'withdrawn') AS stands
      FROM heed.signals
     WHERE tenant_id = $1
       AND kind = 'duty'
       AND subject = ANY ($2)
  GROUP BY subject, part
"""
# What was late and is done stays; a duty that is not late any more, or is none, has no ground.
_FALLEN: Final = """
    SELECT signal.signal, signal.subject, signal.part
      FROM heed.signals AS signal
 LEFT JOIN heed.open_loops AS own
        ON own.tenant_id = signal.tenant_id
       AND own.subject = signal.subject
       AND own.loop = 'duty'
       AND own.part = signal.part
 LEFT JOIN LATERAL (
           SELECT COALESCE(own.owed_since + make_interval(secs => COALESCE(
                      $4::jsonb ->> own.pace, $4::jsonb ->> own.loop)::float),
                  own.opened_at) AS late_from) AS time ON true
 LEFT JOIN heed.loop_subjects AS incident
        ON incident.tenant_id = signal.tenant_id
       AND incident.subject = signal.subject
 LEFT JOIN heed.trend_incidents AS known
        ON known.tenant_id = signal.tenant_id
       AND known.incident = signal.subject
     WHERE signal.tenant_id = $1
       AND signal.kind = 'duty'
       AND signal.stage <> 'withdrawn'
       AND (own.subject IS NULL
            OR incident.void IS TRUE
            OR own.closed_at <= time.late_from
            OR time.late_from > $2
            OR (own.closed_at IS NOT NULL
                AND split_part(signal.part, '/', 1) = ANY (known.ruled_out_duties)))
  ORDER BY signal.signal
     LIMIT $3
"""


async def look(looking: Looking) -> None:
    policies = await policies_of(looking.heed, looking.provider)
    await _raise_late(looking, policies)
    await _withdraw_fallen(looking, policies)


async def _raise_late(looking: Looking, policies: Policies) -> None:
    after: After | None = After(looking.now - NEWS, UUID(int=0), "", "")
    ends = LooseEnds(
        as_of=looking.now,
        loops=("duty",),
        delays=delays(policies),
        contracts=contracts(policies),
    )
    while after is not None:
        async with looking.connection() as connection:
            late = await page(connection, looking.provider, ends, after=after, limit=AT_ONCE)
            named = list({one.subject for one in late})
            known = await connection.fetch(_KNOWN, looking.provider, named)
        occurrences = {(row["subject"], row["part"]): row for row in known}
        for one in late:
            row = occurrences.get((one.subject, one.part))
            if row is None or not row["stands"]:
                before = 0 if row is None else row["occurrence"]
                await raise_signal(looking, _raised(looking, one, before + 1))
        last = late[-1] if len(late) == AT_ONCE else None
        after = None if last is None else After(last.since, last.subject, last.loop, last.part)


def _raised(looking: Looking, late: OpenLoop, occurrence: int) -> SignalRaised:
    return SignalRaised(
        subject=Subject(kind=SubjectKind.DUTY, id=late.subject, part=late.part),
        rule_set=RULES,
        rule=RULE,
        direction=Direction.CONCERN,
        occurrence=occurrence,
        service=late.services[0] if late.services else None,
        position=looking.position,
        known_at=looking.now,
    )


async def _withdraw_fallen(looking: Looking, policies: Policies) -> None:
    targets = {name: one.total_seconds() for name, one in delays(policies).items()}
    async with looking.connection() as connection:
        fallen = await connection.fetch(
            _FALLEN, looking.provider, looking.now, AT_ONCE, written(targets)
        )
    streams = await looking.rows(list({row["subject"] for row in fallen}))
    for row in fallen:
        cause, event = _why(streams.get(row["subject"], ()), row)
        withdrawn = SignalWithdrawn(
            cause=cause, event=event, position=looking.position, known_at=looking.now
        )
        await withdraw_signal(looking, row["signal"], withdrawn)


def _why(rows: Sequence[Recorded], signal: Any) -> tuple[Cause, UUID | None]:
    """The last fact that can have done it; else the last of all, which said something late."""
    for row in reversed(rows):
        for event in events_of([row]):
            match event:
                case EnteredInError():
                    return Cause.ENTERED_IN_ERROR, row.id
                case IncidentMerged():
                    return Cause.ENDED, row.id
                case DutyRuledOut(duties=duties) if signal["part"].partition("/")[0] in duties:
                    return Cause.RULED_OUT, row.id
                case IncidentCorrected():
                    return Cause.CORRECTION, row.id
                case _:
                    pass
    return Cause.LATE_FACTS, rows[-1].id if rows else None


DUTIES_WATCH: Final = Watch("duties", (OPEN_LOOPS, SIGNALS, TRENDS), look)
