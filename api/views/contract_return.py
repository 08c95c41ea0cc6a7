"""`GET /v1/views/contract-return`: the indicators that commissioners ask for, each with its n.

One call and no spreadsheet. Every figure says what it is made of and how many it rests on; what
cannot be said, for want of cases, is said to be unknown and is never nought.

Source: contract monitoring returns of councils and ICBs; `api/views/contract_kpis.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Final

from pydantic import Field

from adapters.postgres.reading import Connection
from api.problem.problem import Problem
from api.schema import Answer
from api.views import action_strength, duty_timeliness, lesson_reach
from api.views.answers import Count
from api.views.contract_kpis import DEFINITIONS, VERSION, Kpi, Unit
from api.views.filters import BEFORE, FROM, SERVICE, UNIT
from api.views.summary import Asked, Summary, Summed
from domain.duty.calendar import london_day
from domain.duty.england import ENGLAND
from domain.incident.vocabulary import CouncilDecision, ToldBody
from projections import contract_return, strength, taught_queries
from projections.cases.question import Cases, CaseTables
from projections.clocks import queries as clocks
from projections.clocks.distribution import distribution
from projections.clocks.percentile import Unknown
from projections.clocks.queries import Leg
from projections.strength import Mixed
from projections.taught import PROJECTION as TAUGHT
from projections.taught_queries import Reached
from projections.timeliness import queries as timeliness
from projections.timeliness.projection import PROJECTION as TIMELINESS
from projections.timeliness.queries import Tally
from projections.trends.projection import PROJECTION as TRENDS
from projections.watched.projection import PROJECTION as WATCHED

_FROM: Final = FROM.saying(
    "On that day or later: incidents by first noticing (else the next best of their days), duties "
    "by the instant that they count from, actions by when they were agreed, lessons by publication."
)
_BEFORE: Final = BEFORE.saying("Before that day, each dated as for `from`.")
_UNIT: Final = UNIT.saying(
    "The unit of the service. Repeat it for any of several. What is said of actions and lessons, "
    "which belong to whole services, is null then."
)
Figures = tuple[int, float | None, Mapping[str, float]]
"""n, the value, and its parts."""

_BODIES: Final = {str(rule.code): rule.body for rule in ENGLAND.rules}
_ENQUIRIES: Final = (CouncilDecision.S42_ENQUIRY, CouncilDecision.OTHER_ENQUIRY)
_LESSONS: Final = 5_000


class KpiPart(Answer):
    part: Annotated[str, Field(max_length=200)]
    value: float


class KpiAnswer(Answer):
    """`n`: how many it rests on. `value` null: there is nothing to say it from."""

    kpi: Kpi
    title: Annotated[str, Field(max_length=200)]
    definition: Annotated[str, Field(max_length=500)]
    unit: Unit
    n: Count
    value: float | None
    parts: Annotated[tuple[KpiPart, ...], Field(max_length=100)]


class ContractReturn(Summed):
    """The indicators that commissioners ask for, each with its definition and how many it rests
    on, for the services and the period that are asked about.
    """

    definitions: Annotated[int, Field(ge=1, le=1_000)]
    """The version of the set of definitions."""
    kpis: Annotated[tuple[KpiAnswer, ...], Field(max_length=100)]


def _share(met: int, of: int, **parts: float) -> Figures:
    return of, met / of if of else None, parts


def _count(parts: Mapping[str, int], n: int | None = None) -> Figures:
    number = sum(parts.values()) if n is None else n
    return number, float(number), {part: float(value) for part, value in parts.items()}


def _of_incidents(counted: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[Kpi, Figures]]:
    kinds = counted.get("kind", {})
    concerns = kinds.get("safeguarding_concern", 0)
    yield Kpi.INCIDENTS_BY_KIND, _count(kinds)
    yield Kpi.CONCERNS_BY_TYPE, _count(counted.get("type", {}), concerns)
    yield Kpi.CONCERNS_BY_SOURCE, _count(counted.get("source", {}), concerns)
    yield Kpi.CONCERNS_BY_LOCATION, _count(counted.get("location", {}), concerns)
    decisions = counted.get("decision", {})
    decided = sum(number for code, number in decisions.items() if code != "awaited")
    enquiries = sum(decisions.get(code, 0) for code in _ENQUIRIES)
    yield Kpi.CONVERSION, _share(enquiries, decided, **decisions)
    wishes, outcomes = counted.get("wishes", {}), counted.get("outcomes", {})
    asked = sum(number for code, number in wishes.items() if code.startswith("asked"))
    yield Kpi.ADULTS_ASKED, _share(asked, concerns, **wishes)
    known = sum(number for code, number in outcomes.items() if code != "not_recorded")
    achieved = outcomes.get("fully_achieved", 0) + outcomes.get("partially_achieved", 0)
    yield Kpi.OUTCOMES_ACHIEVED, _share(achieved, known, **outcomes)


def _in_time(tallies: Iterable[Tally]) -> Figures:
    found = list(tallies)
    met = sum(one.in_time for one in found)
    return _share(met, met + sum(one.late + one.overdue for one in found))


def _done(one: Tally) -> int:
    return one.in_time + one.late + one.without_deadline + one.at_unknown_time


def _of_duties(tallies: Sequence[Tally]) -> Iterator[tuple[Kpi, Figures]]:
    cqc = [one for one in tallies if _BODIES.get(one.duty) is ToldBody.CQC]
    council = [one for one in tallies if one.duty == "la_safeguarding"]
    made = {one.duty: done for one in cqc if (done := _done(one))}
    yield Kpi.CQC_NOTIFICATIONS, _count(made)
    yield Kpi.CQC_IN_TIME, _in_time(cqc)
    yield Kpi.COUNCIL_IN_TIME, _in_time(council)


def _of_actions(mix: Sequence[Mixed], asked: Asked) -> Iterator[tuple[Kpi, Figures]]:
    def total(name: str) -> int:
        return sum(getattr(one, name) for one in mix)

    yield Kpi.ACTIONS_ON_TIME, _share(total("on_time"), total("due"))
    original = _share(total("on_original_time"), total("originally_due"))
    yield Kpi.ACTIONS_ON_ORIGINAL_TIME, original
    yield Kpi.ACTIONS_VERIFIED, _share(total("verified"), total("completed"))
    helped = _share(total("helped"), total("judged"), did_not_help=total("did_not_help"))
    yield Kpi.ACTIONS_THAT_HELPED, helped
    yield Kpi.ACTIONS_SUSTAINED, _share(total("sustained"), total("judged"))
    since = min((one.overdue_since for one in mix if one.overdue_since), default=None)
    days = {} if since is None else {"oldest_days": (london_day(asked.as_of) - since).days}
    overdue = total("overdue")
    yield Kpi.ACTIONS_OVERDUE, (overdue, float(overdue), days)
    yield Kpi.ACTIONS_REOPENED, _count({}, total("reopened"))


def _of_lessons(groups: Sequence[Reached]) -> Iterator[tuple[Kpi, Figures]]:
    known = [one for one in groups if one.in_post]
    in_post = sum(one.in_post or 0 for one in known)
    reached = sum(one.reached for one in known)
    parts = {str(one.depth): 0 for one in groups}
    for one in groups:
        parts[str(one.depth)] += 1
    yield Kpi.LESSONS_DELIVERED, _share(reached, in_post, **parts)
    understood = sum(one.understood or 0 for one in groups)
    yield Kpi.UNDERSTANDING_CHECKED, _share(understood, sum(one.asked or 0 for one in groups))


async def _noticing(tables: CaseTables, cases: Cases) -> tuple[Kpi, Figures]:
    try:
        rows = await clocks.rows(tables, cases)
    except clocks.TooMany:
        raise Problem("too-much-to-read") from None
    timed = (clocks.timed(row, Leg.NOTICED_TO_AWARE, cases.as_of) for row in rows)
    found = distribution([one for one in timed if one is not None])
    half, most = found.median.hours, found.ninetieth.hours
    parts = {"finished": float(found.finished), "open": float(found.open)}
    if not isinstance(most, Unknown):
        parts["ninetieth_hours"] = most
    value = None if isinstance(half, Unknown) else half
    return Kpi.NOTICED_TO_AWARE, (found.finished + found.open, value, parts)


def _whole_services_alone(
    asked: Asked, figures: Iterable[tuple[Kpi, Figures]]
) -> Iterator[tuple[Kpi, Figures]]:
    """Actions and lessons belong to services: of a unit there is nothing to say."""
    nothing: Figures = (0, None, {})
    of_unit = bool(asked.query[UNIT.read])
    return ((kpi, nothing if of_unit else told) for kpi, told in figures)


async def _figures(connection: Connection, asked: Asked) -> dict[Kpi, Figures]:
    provider, source, query = asked.provider, asked.source, asked.query
    tables = CaseTables(connection, provider, source)
    cases = Cases(
        as_of=asked.as_of,
        persons=asked.persons,
        services=query[SERVICE.read] or None,
        units=query[UNIT.read] or None,
        from_on=query[FROM.read],
        before_on=query[BEFORE.read],
    )
    tallies = await timeliness.tallies(
        connection,
        provider,
        duty_timeliness.about(asked),
        as_of=asked.as_of,
        targets=duty_timeliness.targets(asked),
        source=source,
    )
    agreed = await action_strength.seen(connection, asked)
    published = await lesson_reach.seen(connection, asked)
    mix = await strength.mix(connection, provider, agreed, source)
    groups = await taught_queries.reached(
        connection, provider, published, limit=_LESSONS, source=source
    )
    return dict([
        *_of_incidents(await contract_return.counted(tables, cases)),
        *_of_duties(tallies),
        await _noticing(tables, cases),
        *_whole_services_alone(asked, _of_actions(mix, asked)),
        *_whole_services_alone(asked, _of_lessons(groups)),
    ])  # fmt: skip


def _told(kpi: Kpi, figures: Figures) -> dict[str, Any]:
    n, value, parts = figures
    defined = DEFINITIONS[kpi]
    return {
        "kpi": kpi,
        "title": defined.title,
        "definition": defined.definition,
        "unit": defined.unit,
        "n": n,
        "value": value,
        "parts": [{"part": part, "value": number} for part, number in parts.items()],
    }


async def _ask(connection: Connection, asked: Asked) -> dict[str, Any]:
    figures = await _figures(connection, asked)
    return {"definitions": VERSION, "kpis": [_told(kpi, figures[kpi]) for kpi in DEFINITIONS]}


CONTRACT_RETURN: Final = Summary(
    projections=(TRENDS, TIMELINESS, WATCHED, TAUGHT),
    filters=(SERVICE, _UNIT, _FROM, _BEFORE),
    ask=_ask,
    answer=ContractReturn,
    by_policy=True,
)
