"""`GET /v1/views/repeats`: who is named in several incidents, never outside the provider.

Takes a scope of its own, which no care system's key has unless it is given.

Source: Care and support statutory guidance 14 (patterns of harm); Caldicott principles 3 and 4.
"""

from typing import Annotated, Any, Final

from pydantic import Field

from adapters.postgres.reading import Connection
from api.problem.problem import Problem
from api.schema import Answer, IncidentId, PersonId, ServiceId
from api.views.answers import Count, service_id
from api.views.cases import cases_of, tables_of
from api.views.filter import codes
from api.views.filters import BEFORE, FROM, KIND, SERVICE, UNIT
from api.views.summary import Asked, Members, Summary, Summed
from domain.identifier import shown
from domain.incident.vocabulary import Kind, PersonIs
from domain.moment import Day
from domain.person.repeats import Named, is_repeat
from domain.person.vocabulary import MOST_TOGETHER
from domain.policy.values import Repeats
from projections.cases.repeats import (
    ADULT,
    ALLEGED,
    Naming,
    Repeat,
    Sought,
    TooManyNamed,
    Window,
    repeats,
)
from projections.cases.together import linked
from projections.people_links import PROJECTION as PEOPLE_LINKS
from projections.trends.projection import PROJECTION as TRENDS

MOST: Final = 500
MOST_INCIDENTS: Final = 100
ROLE: Final = codes("role", "What the person is in the incidents.", (ADULT, ALLEGED))


class NamingAnswer(Answer):
    """One incident. `named_as`: the references by which it names the person."""

    incident: IncidentId
    kind: Kind
    service: ServiceId | None
    dated_on: Day
    """First noticed, else began, else recorded on that day."""
    named_as: Annotated[tuple[PersonId, ...], Field(max_length=MOST_TOGETHER)]


class RepeatAnswer(Answer):
    """One person. `person`: one of their references, which stands for all that are linked."""

    person: PersonId
    role: PersonIs
    count: Count
    signals: bool
    """Whether it is put before people as a signal; low-level concerns alone take more of them.
    Never of an adult at risk.
    """
    incidents: Annotated[tuple[NamingAnswer, ...], Field(max_length=MOST_INCIDENTS)]
    """The newest so many, oldest first."""


class WindowAnswer(Answer):
    """For how many days before today an incident counts, by the provider's policy."""

    days: Count
    low_level_days: Count
    """Of low-level concerns."""
    incidents: Count
    """How many are a signal, of people alleged to have caused harm."""
    low_level_concerns: Count
    """How many, where all of them are low-level concerns."""


class RepeatsAnswer(Summed):
    """Adults at risk, and people alleged to have caused harm, who are named in two or more
    incidents of any kind within the window; references that are linked count as one person.
    """

    window: WindowAnswer
    people: Annotated[tuple[RepeatAnswer, ...], Field(max_length=MOST)]
    """Those in most incidents first."""
    left_off: Count
    """People beyond as many as are shown."""


def _naming(one: Naming) -> dict[str, Any]:
    return {
        "incident": shown("inc", one.incident),
        "kind": one.kind,
        "service": service_id(one.service),
        "dated_on": one.dated_on,
        "named_as": [shown("per", person) for person in one.named_as],
    }


def _person(one: Repeat, policy: Repeats) -> dict[str, Any]:
    named = [Named(each.dated_on, each.incident, each.kind) for each in one.incidents]
    return {
        "person": shown("per", one.person),
        "role": one.role,
        "count": len(one.incidents),
        "signals": one.role == ALLEGED and is_repeat(named, policy),
        "incidents": [_naming(each) for each in one.incidents[-MOST_INCIDENTS:]],
    }


async def _ask(connection: Connection, asked: Asked) -> Members:
    tables, policy = tables_of(connection, asked), asked.policies.of(Repeats)
    window = Window(policy.days, policy.low_level_days)
    roles = asked.query[ROLE.read] or (ADULT, ALLEGED)
    try:
        sought = Sought(window, await linked(tables), roles)
        found = await repeats(tables, cases_of(asked), sought)
    except TooManyNamed:
        raise Problem("too-much-to-read") from None
    ordered = sorted(found, key=lambda one: (-len(one.incidents), one.person, one.role))
    return {
        "window": policy.model_dump(),
        "people": [_person(one, policy) for one in ordered[:MOST]],
        "left_off": max(len(ordered) - MOST, 0),
    }


REPEATS: Final = Summary(
    projections=(TRENDS, PEOPLE_LINKS),
    filters=(FROM, BEFORE, KIND, SERVICE, UNIT, ROLE),
    ask=_ask,
    answer=RepeatsAnswer,
    by_policy=True,
)
