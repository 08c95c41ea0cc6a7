"""`GET /v1/signals`: what Heed noticed, the newest first, and what chance alone would have brought.

Source: Heed's rule that signals have an identity, an end and a budget.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from adapters.postgres.reading import Connection
from api.hidden import unseen_among
from api.opening import learning_words
from api.schema import Answer, At, EventId, ServiceId, SignalId, UnitId, Version
from api.scope import Scope
from api.signals.answer import Actions, SignalGroundAnswer, Text
from api.signals.evaluated import Evaluated, Remembered, evaluated
from api.signals.subjects import ChartHref, SubjectAnswer, chart_of, subject_members
from api.views.answers import Count, Cursor, Position, service_id, unit_id
from api.views.cursor import SortKey
from api.views.filter import codes, identities, time
from api.views.filters import KNOWN_AT, MOST, SERVICE
from api.views.list_of import Asked, ListOf
from api.views.list_of import Page as Shown
from domain.identifier import shown
from domain.policy.values import SignalRules
from domain.signal.state import Stage
from domain.signal.vocabulary import AnswerDecision, Cause, Direction, SubjectKind
from projections.signal_queries import STATES, SignalRow, SignalsWanted, page
from projections.signals import PROJECTION

SCOPES: Final = (Scope.LEARNING_READ, Scope.LEARNING_MANAGE)
STATE: Final = codes(
    "state",
    "`unanswered`, `answered` (also where it was withdrawn since), `withdrawn`, or `standing`: not "
    "withdrawn. Several mean any of them; all where it is not said.",
    STATES,
)
KIND: Final = codes("kind", "What it is about.", SubjectKind)
DIRECTION: Final = codes("direction", "Which way it points.", Direction)
MEASURE: Final = identities("measure", "The measure that it is about.", "mea")
ACTION: Final = identities("action", "An action that it names.", "act")
RAISED_FROM: Final = time("raised_from", "Recorded then or later.")
RAISED_BEFORE: Final = time("raised_before", "Recorded before then.")
A_MONTH: Final = timedelta(days=30.4375)
_REMEMBERED: Final = Remembered()


class SignalEntry(Answer):
    """One signal."""

    id: SignalId
    version: Version
    stage: Stage
    title: Text | None
    """What the measure was called when it was raised; null: it is about no measure."""
    chart: ChartHref | None
    """Where its chart is read."""
    subject: SubjectAnswer
    ground: SignalGroundAnswer
    service: ServiceId | None
    unit: UnitId | None
    actions: Actions
    """Those that cited the measure then and that you may see."""
    raised_at: At
    answers: Count
    decision: AnswerDecision | None
    """The latest answer's; null also where that was given on the measure."""
    answered_at: At | None
    withdrawn_at: At | None
    cause: Cause | None
    """Why it was withdrawn."""
    cause_event: EventId | None
    """The fact that took its ground, where a single one did."""


class Signals(Answer):
    """A page of signals, newest first; with how many charts were looked at for them, and how many
    signals chance alone brings from so many.
    """

    data: Annotated[tuple[SignalEntry, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None
    position: Position
    """What the list reflects."""
    charts_evaluated: Count
    """Measures in use, as far as `service` and `measure` leave them."""
    months: Annotated[float, Field(ge=0)]
    """The time that `expected_false_signals` is for: what `raised_from` and `raised_before` leave,
    one month where neither is said.
    """
    expected_false_signals: Annotated[float, Field(ge=0)]
    """If nothing had changed in any of these charts, so many signals would have been raised in that
    time all the same.
    """
    charts_without_chance: Count
    """Charts of figures so rare that Heed has not simulated any like them; what chance brings there
    is not in `expected_false_signals`.
    """


@dataclass(frozen=True, slots=True)
class Found:
    """A signal, with those of its actions that this reader may not see, and its title opened."""

    row: SignalRow
    unseen: frozenset[UUID]
    title: str | None = None


def _entry(found: Found) -> dict[str, Any]:
    row, unseen = found.row, found.unseen
    return {
        "id": shown("sig", row.signal),
        "version": row.version,
        "stage": row.stage,
        "title": found.title,
        "chart": chart_of(SubjectKind(row.kind), row.subject),
        "subject": subject_members(SubjectKind(row.kind), row.subject, row.part),
        "ground": _ground(row),
        "service": service_id(row.service),
        "unit": unit_id(row.unit),
        "actions": [shown("act", one) for one in row.actions if one not in unseen],
        "raised_at": row.raised_at,
        "answers": row.answers,
        "decision": row.decision,
        "answered_at": row.answered_at,
        "withdrawn_at": row.withdrawn_at,
        "cause": row.cause,
        "cause_event": row.cause_event and shown("evt", row.cause_event),
    }


def _ground(row: SignalRow) -> dict[str, Any]:
    return {
        "rule_set": {"name": row.rule_set, "version": row.rule_set_version},
        "rule": row.rule,
        "direction": row.direction,
        "occurrence": row.occurrence,
        "segment": row.segment,
        "first_period": row.first_period,
        "newest_period": row.newest_period,
        "view": row.view,
        "known_at": row.known_at,
    }


def _wanted(asked: Asked) -> SignalsWanted:
    return SignalsWanted(
        states=asked.query[STATE.read] or None,
        kinds=_kinds(asked),
        directions=asked.query[DIRECTION.read] or None,
        services=asked.query[SERVICE.read] or None,
        subjects=asked.query[MEASURE.read] or None,
        actions=asked.query[ACTION.read] or None,
        raised_from=asked.query[RAISED_FROM.read],
        raised_before=asked.query[RAISED_BEFORE.read],
    )


def _kinds(asked: Asked) -> tuple[str, ...]:
    """Repeats of a person are for whoever may read them, here as everywhere."""
    wanted = asked.query[KIND.read] or tuple(SubjectKind)
    if asked.asking.principal.may(Scope.REPEATS_READ):
        return wanted
    return tuple(one for one in wanted if one != SubjectKind.REPEAT)


async def _rows(connection: Connection, asked: Asked) -> Sequence[Found]:
    """Where some of a page are hidden, more are looked at."""
    found, after = list[Found](), _after(asked)
    while True:
        rows = await page(
            connection,
            asked.asking.provider,
            _wanted(asked),
            after=after,
            limit=asked.fetched,
            source=asked.source,
        )
        found += await _seen(connection, asked, rows)
        if len(found) >= asked.fetched or len(rows) < asked.fetched:
            return await _titled(asked, found[: asked.fetched])
        after = (rows[-1].raised_at, rows[-1].signal)


async def _titled(asked: Asked, found: Sequence[Found]) -> list[Found]:
    titles = list({one.row.title for one in found if one.row.title is not None})
    heed, provider = asked.asking.heed, asked.asking.provider
    words: Mapping[UUID, str] = {}
    if titles:
        words = await learning_words(heed, provider, titles)
    return [
        replace(one, title=None if one.row.title is None else words.get(one.row.title))
        for one in found
    ]


async def _seen(connection: Connection, asked: Asked, rows: Sequence[SignalRow]) -> list[Found]:
    """By what the log says now: the signal with what it is about, and each action it names."""
    named = {one for row in rows for one in (row.signal, *row.actions)}
    unseen = await unseen_among(asked.reader, named, connection)
    return [Found(row, unseen) for row in rows if row.signal not in unseen]


def _after(asked: Asked) -> tuple[datetime, UUID] | None:
    if asked.after is None:
        return None
    raised_at, signal = map(str, asked.after)
    return datetime.fromisoformat(raised_at), UUID(signal)


def _place(found: Found) -> SortKey:
    return (found.row.raised_at.isoformat(), str(found.row.signal))


async def _beside(connection: Connection, asked: Asked) -> Evaluated:
    return await evaluated(
        asked.asking.heed,
        connection,
        asked.asking.provider,
        _REMEMBERED,
        as_of=asked.as_of,
        rules=asked.policies.of(SignalRules).rules,
        services=asked.query[SERVICE.read] or None,
        measures=asked.query[MEASURE.read] or None,
    )


def _months(asked: Asked) -> float:
    begin, before = asked.query[RAISED_FROM.read], asked.query[RAISED_BEFORE.read]
    if begin is None:
        return 1.0
    return max(0.0, ((before or asked.as_of) - begin) / A_MONTH)


def _told(asked: Asked, shown_page: Shown[Found, Any]) -> Answer:
    beside: Evaluated = shown_page.beside
    months = _months(asked)
    return Signals.model_validate(
        {
            "data": [_entry(one) for one in shown_page.rows],
            "next_cursor": shown_page.next_cursor,
            "position": shown_page.position,
            "charts_evaluated": beside.charts,
            "months": round(months, 2),
            "expected_false_signals": round(beside.a_month * months, 3),
            "charts_without_chance": beside.untold,
        }
    )


SIGNALS: Final[ListOf[Found, Any]] = ListOf(
    name="signals",
    projection=PROJECTION,
    filters=(
        STATE,
        KIND,
        DIRECTION,
        SERVICE,
        MEASURE,
        ACTION,
        RAISED_FROM,
        RAISED_BEFORE,
        KNOWN_AT,
    ),
    rows=_rows,
    tally=None,
    place=_place,
    tell=_told,
    by_policy=True,
    beside=_beside,
)
