"""`GET /v1/views/action-strength`: what kind of actions were agreed, done, and found to help.

The mix is shown, not judged: training alone seldom lasts, and a finding with only weaker actions is
counted so that somebody asks what else could be done. On time has two answers, so that a
postponement never hides a delay.

Source: RCA2 (hierarchy of actions).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Final

from pydantic import Field

from adapters.postgres.reading import Connection
from api.hidden import unseen_among
from api.schema import Answer
from api.views.answers import Count
from api.views.filters import BEFORE, FROM, SERVICE
from api.views.summary import Asked, Summary, Summed
from domain.duty.calendar import london_day
from domain.moment import starts
from domain.vocabulary.improvement import ActionKind, Strength
from projections import strength
from projections.strength import Agreed, Mixed
from projections.trends.projection import PROJECTION as TRENDS
from projections.watched.projection import PROJECTION as WATCHED

_FROM: Final = FROM.saying("Agreed on that day or later.")
_BEFORE: Final = BEFORE.saying("Agreed before that day.")


class ActionsOf(Answer):
    """Actions of one strength and kind. `judged`: people reviewed their effect; of these, `helped`
    and `did_not_help` go by the last word.
    """

    strength: Strength
    kind: ActionKind
    number: Count
    cancelled: Count
    due: Count
    on_time: Count
    originally_due: Count
    on_original_time: Count
    overdue: Count
    overdue_since: date | None
    completed: Count
    verified: Count
    reopened: Count
    judged: Count
    helped: Count
    sustained: Count
    did_not_help: Count


class ActionStrength(Summed):
    """The actions that were agreed, by strength and kind: done in time, verified, found to help."""

    actions: Annotated[tuple[ActionsOf, ...], Field(max_length=100)]
    findings_answered: Count
    """Findings with at least one action."""
    with_weaker_only: Count
    """Of these, those whose actions are all of the weaker kinds."""


def agreed(asked: Asked) -> Agreed:
    """Which actions are asked about."""
    first, before = asked.query[FROM.read], asked.query[BEFORE.read]
    return Agreed(
        as_of=asked.as_of,
        day=london_day(asked.as_of),
        persons=asked.persons,
        services=asked.query[SERVICE.read] or None,
        since=None if first is None else starts(first),
        before=None if before is None else starts(before),
    )


async def seen(connection: Connection, asked: Asked) -> Agreed:
    """The same, less those that are hidden from whoever reads."""
    which = agreed(asked)
    if not asked.persons:
        return which
    named = await strength.subjects(connection, asked.provider, which, asked.source)
    return replace(which, hidden=tuple(await unseen_among(asked.reader, named)))


def _rows(found: Sequence[Mixed]) -> list[dict[str, Any]]:
    return [{name: getattr(one, name) for name in ActionsOf.model_fields} for one in found]


async def _ask(connection: Connection, asked: Asked) -> dict[str, Any]:
    which = await seen(connection, asked)
    found = await strength.mix(connection, asked.provider, which, asked.source)
    answered = await strength.answered(connection, asked.provider, which, asked.source)
    return {
        "actions": _rows(found),
        "findings_answered": answered.findings,
        "with_weaker_only": answered.only_weaker,
    }


ACTION_STRENGTH: Final = Summary(
    projections=(WATCHED, TRENDS),
    filters=(SERVICE, _FROM, _BEFORE),
    ask=_ask,
    answer=ActionStrength,
)
