"""The rows of one measure, as they lie in the log; tests say only what was told and when."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from api.watching.charts.walk import CitedAt, Occurrence, Walk
from domain.event import DomainEvent
from domain.log import Recorded
from domain.measure.figure import Value
from domain.signal.vocabulary import USUAL_RULES
from domain.vocabulary.measuring import Chart, Improvement
from tests.examples import identity
from tests.measuring import corrected, defined, measured

MEASURE, PROVIDER = identity(40), identity(41)
LATER = datetime(2030, 1, 1, tzinfo=UTC)
QUIET = (10, 12, 9, 11, 10, 12, 11, 9, 10, 11, 12, 10)
"""Twelve months in which nothing happened."""


def month(number: int) -> str:
    """1 is January 2024."""
    year, place = divmod(number - 1, 12)
    return f"{2024 + year}-{place + 1:02}"


def day(number: int, of_month: int = 5) -> datetime:
    """The fifth of the month after that month, at nine: when its figure is sent."""
    year, place = divmod(number, 12)
    return datetime(2024 + year, place + 1, of_month, 9, tzinfo=UTC)


def value(number: float) -> Value:
    return Value(value=Decimal(str(round(number, 2))))


def row(event: DomainEvent, number: int, at: datetime) -> Recorded:
    return Recorded(
        provider=PROVIDER,
        position=10 * number,
        stream=MEASURE,
        version=number,
        id=UUID(int=number),
        type=event.type,
        actor=str(identity(1)),
        recorded_at=at,
        salt=b"",
        facts=event.facts(),
    )


def told(*events: tuple[datetime, DomainEvent]) -> list[Recorded]:
    """events: each with its time of recording, in order."""
    return [row(event, number, at) for number, (at, event) in enumerate(events, start=1)]


def monthly(*numbers: float, **changes: object) -> list[tuple[datetime, DomainEvent]]:
    """A measure on an XmR chart, better when lower, and its figures, each sent on its own day."""
    usual = {"chart": Chart.XMR, "improvement": Improvement.DECREASE, "target": None}
    begun = defined(**usual | changes)
    figures = [(day(n), measured(month(n), value(one))) for n, one in enumerate(numbers, start=1)]
    return [(datetime(2024, 1, 2, tzinfo=UTC), begun), *figures]


def right(number: int, figure: float, at: datetime) -> tuple[datetime, DomainEvent]:
    return at, corrected(month(number), value(figure))


def usual(_: datetime) -> tuple[str, ...]:
    return USUAL_RULES


def nobody(_: datetime) -> tuple[tuple[UUID, ...], bool]:
    return (), False


def walked(
    rows: list[Recorded],
    now: datetime = LATER,
    *,
    stops: Sequence[int] = (),
    cited: CitedAt = nobody,
) -> Walk:
    """By a worker that came back after each of these rows, having forgotten nothing."""
    walk = Walk(MEASURE)
    for stop in stops:
        walk.go_on(rows[:stop], rows[stop - 1].recorded_at + timedelta(minutes=1), usual, cited)
    walk.go_on(rows, now, usual, cited)
    return walk


def said(occurrences: list[Occurrence]) -> list[tuple[str, str, str, int, str | None]]:
    """Rule, direction, first period, occurrence, and why it was withdrawn."""
    return [
        (
            one.identity.rule,
            one.identity.direction,
            one.identity.first_period,
            one.raised.occurrence,
            None if one.withdrawn is None else one.withdrawn.cause,
        )
        for one in occurrences
    ]
