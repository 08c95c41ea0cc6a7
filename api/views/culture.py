"""`GET /v1/views/culture`: who notices, who tells, how soon, and whether they are answered.

Source: CQC single assessment framework (learning culture, freedom to speak up).
"""

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from adapters.postgres.reading import Connection
from api.incidents.answer import Word
from api.problem.problem import Problem
from api.schema import Answer
from api.views.answers import Count
from api.views.cases import ABOUT_CASES, Share, cases_of, share, tables_of
from api.views.clocks.answer import DistributionAnswer
from api.views.clocks.view import distribution_members, timed_cases
from api.views.summary import Asked, Members, Summary, Summed
from projections.cases import culture as asked_of
from projections.clocks.queries import Leg, TooMany, rows
from projections.trends.projection import PROJECTION


class NoticedShare(Answer):
    """How many cases were noticed first by these."""

    noticed_by: Word
    cases: Share


class SmallForHarm(Answer):
    """Low-level concerns and near misses, for each case in which somebody was harmed."""

    low_level_and_near_miss: Count
    with_harm: Count
    per_harm: Annotated[float, Field(ge=0)] | None
    """Null where nobody was harmed."""


class Culture(Summed):
    """How people notice, tell and are answered. No direction is better by itself: more low-level
    concerns may mean more harm or more courage. For a conversation; nothing is signalled from it.
    """

    direction: Literal["neutral"]
    """None of these numbers improves by going up or down."""
    cases: Count
    noticed_first_by: Annotated[tuple[NoticedShare, ...], Field(max_length=20)]
    raised_from_outside: Share
    """Safeguarding concerns that family, the council, CQC or another professional noticed first; of
    those of which it is known.
    """
    small_for_harm: SmallForHarm
    anonymous: Share
    """Raised anonymously; of those of which it is known."""
    feedback_in_time: Share
    """Reporters who heard what came of it in time; of those who heard, or were to by now."""
    noticed_to_aware: DistributionAnswer
    """From noticing to the organisation's knowing."""
    noticed_to_told: DistributionAnswer
    """From noticing to telling the council."""


def _members(one: asked_of.Culture) -> dict[str, Any]:
    return {
        "direction": "neutral",
        "cases": one.cases,
        "noticed_first_by": [
            {"noticed_by": by, "cases": share(count, one.cases)}
            for by, count in one.noticed_by.items()
        ],
        "raised_from_outside": share(one.from_outside, one.concerns),
        "small_for_harm": {
            "low_level_and_near_miss": one.small,
            "with_harm": one.harmed,
            "per_harm": round(one.small / one.harmed, 2) if one.harmed else None,
        },
        "anonymous": share(one.anonymous, one.raised),
        "feedback_in_time": share(one.answered, one.owed),
    }


async def _ask(connection: Connection, asked: Asked) -> Members:
    tables, cases = tables_of(connection, asked), cases_of(asked)
    members = _members(await asked_of.culture(tables, cases))
    try:
        found = await rows(tables, cases)
    except TooMany:
        raise Problem("too-much-to-read") from None
    legs = {
        str(leg): distribution_members(timed_cases(found, leg, asked.as_of))
        for leg in (Leg.NOTICED_TO_AWARE, Leg.NOTICED_TO_TOLD)
    }
    return members | legs


CULTURE: Final = Summary(projections=(PROJECTION,), filters=ABOUT_CASES, ask=_ask, answer=Culture)
