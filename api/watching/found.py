"""The watch over what Heed found elsewhere: a theme proposed, an incident that came again.

Both are facts of their own, and wait for people where they stand: a theme for its decision, a
recurrence for somebody who looks at it. The signal says once that it was found, in the one list
where everything is that Heed ever raised; it is withdrawn where what was found is none, and owes
no second answer.

Source: Heed's rule that signals have an identity, an end and a budget.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from api.attempt import events_of
from api.watching.raising import raise_signal, withdraw_signal
from api.watching.watch import Looking, Watch
from domain.action.recurrence import Ended, RecurrenceWithdrawn
from domain.log import Recorded
from domain.signal.events import RuleSetName, SignalRaised, SignalWithdrawn, Subject
from domain.signal.vocabulary import Cause, Direction, SubjectKind
from projections.signals import PROJECTION as SIGNALS
from projections.themes.projection import PROJECTION as THEMES
from projections.watched.projection import PROJECTION as WATCHED

AT_ONCE: Final = 500
RECURRENCES: Final = RuleSetName(name="recurrences", version=1)
CAME_AGAIN: Final = "came_again"
PROPOSED: Final = "proposed"

# What is found and has no standing signal, with how often it was raised before.
_CAME_AGAIN: Final = """
    SELECT action.action AS subject, came.incident, action.service, count(signal.signal) AS before
      FROM heed.watched_actions AS action
CROSS JOIN LATERAL unnest(action.recurrences) AS came (incident)
 LEFT JOIN heed.signals AS signal
        ON signal.tenant_id = action.tenant_id
       AND signal.subject = action.action
       AND signal.kind = 'recurrence'
       AND signal.part = came.incident::text
     WHERE action.tenant_id = $1
  GROUP BY action.action, came.incident, action.service
    HAVING bool_and(COALESCE(signal.stage = 'withdrawn', true))
  ORDER BY action.action, came.incident
     LIMIT $2
"""
_PROPOSED: Final = """
    SELECT theme.theme AS subject, theme.rule, theme.rule_version, theme.service,
           theme.incidents, count(signal.signal) AS before
      FROM heed.themes AS theme
 LEFT JOIN heed.signals AS signal
        ON signal.tenant_id = theme.tenant_id
       AND signal.subject = theme.theme
       AND signal.kind = 'theme'
     WHERE theme.tenant_id = $1
       AND theme.stage = 'proposed'
       AND theme.rule IS NOT NULL
  GROUP BY theme.theme, theme.rule, theme.rule_version, theme.service, theme.incidents
    HAVING bool_and(COALESCE(signal.stage = 'withdrawn', true))
  ORDER BY theme.theme
     LIMIT $2
"""
_FALLEN: Final = """
    SELECT signal.signal, signal.kind, signal.subject, signal.part
      FROM heed.signals AS signal
 LEFT JOIN heed.watched_actions AS action
        ON action.tenant_id = signal.tenant_id
       AND action.action = signal.subject
 LEFT JOIN heed.themes AS theme
        ON theme.tenant_id = signal.tenant_id
       AND theme.theme = signal.subject
     WHERE signal.tenant_id = $1
       AND signal.stage <> 'withdrawn'
       AND (signal.kind = 'recurrence' AND NOT signal.part = ANY (action.recurrences::text[])
            OR signal.kind = 'theme' AND theme.stage = 'withdrawn')
  ORDER BY signal.signal
     LIMIT $2
"""


async def look(looking: Looking) -> None:
    async with looking.connection() as connection:
        again = await connection.fetch(_CAME_AGAIN, looking.provider, AT_ONCE)
        proposed = await connection.fetch(_PROPOSED, looking.provider, AT_ONCE)
        fallen = await connection.fetch(_FALLEN, looking.provider, AT_ONCE)
    for row in again:
        await raise_signal(looking, _came_again(looking, row))
    for row in proposed:
        await raise_signal(looking, _proposed(looking, row))
    streams = await looking.rows(list({row["subject"] for row in fallen}))
    for row in fallen:
        cause, event = _why(streams.get(row["subject"], ()), row)
        withdrawn = SignalWithdrawn(
            cause=cause, event=event, position=looking.position, known_at=looking.now
        )
        await withdraw_signal(looking, row["signal"], withdrawn)


def _came_again(looking: Looking, row: Any) -> SignalRaised:
    return SignalRaised(
        subject=Subject(kind=SubjectKind.RECURRENCE, id=row["subject"], part=str(row["incident"])),
        rule_set=RECURRENCES,
        rule=CAME_AGAIN,
        direction=Direction.CONCERN,
        occurrence=row["before"] + 1,
        actions=(row["subject"],),
        about=(row["incident"],),
        service=row["service"],
        position=looking.position,
        known_at=looking.now,
    )


def _proposed(looking: Looking, row: Any) -> SignalRaised:
    return SignalRaised(
        subject=Subject(kind=SubjectKind.THEME, id=row["subject"]),
        rule_set=RuleSetName(name=row["rule"], version=row["rule_version"]),
        rule=PROPOSED,
        direction=Direction.CONCERN,
        occurrence=row["before"] + 1,
        service=row["service"],
        position=looking.position,
        known_at=looking.now,
    )


def _why(rows: Sequence[Recorded], signal: Any) -> tuple[Cause, UUID | None]:
    """The fact by which it is none; of a theme, the last of its facts, which withdrew it."""
    if signal["kind"] == "theme":
        return Cause.ENDED, rows[-1].id if rows else None
    for row in reversed(rows):
        for event in events_of([row]):
            if isinstance(event, RecurrenceWithdrawn) and str(event.incident) == signal["part"]:
                in_error = event.cause is Ended.ENTERED_IN_ERROR
                return Cause.ENTERED_IN_ERROR if in_error else Cause.LATE_FACTS, row.id
    return Cause.ENDED, rows[-1].id if rows else None


FOUND_WATCH: Final = Watch("found", (WATCHED, THEMES, SIGNALS), look)
