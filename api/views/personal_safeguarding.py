"""`GET /v1/views/personal-safeguarding`: what the adults were asked, said, and got.

Of safeguarding concerns, unless `kind` says otherwise. Nothing that is not recorded is left out of
a number: it stands beside as not recorded.

Source: Safeguarding Adults Collection SG3a and SG4a (Making Safeguarding Personal).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Final

from pydantic import Field

from adapters.postgres.reading import Connection
from api.incidents.answer import Word
from api.schema import Answer
from api.views.answers import Count
from api.views.cases import ABOUT_CASES, Share, cases_of, share, tables_of
from api.views.summary import Asked, Members, Summary, Summed
from domain.incident.vocabulary import Asked as AskedCode
from domain.incident.vocabulary import SupportedBy
from domain.vocabulary.enquiry import OutcomesAchieved
from projections.cases.personal import KINDS, NOT_RECORDED, Personal, personal
from projections.trends.projection import PROJECTION


class CodeShare(Answer):
    """How many cases have this code, of those that the question is of."""

    code: Word
    cases: Share


Codes = Annotated[tuple[CodeShare, ...], Field(max_length=20)]


class PersonalSafeguarding(Summed):
    """Making Safeguarding Personal: whether the adults were asked what they want, whether they said
    so, whether it was achieved, and who supported those who lacked capacity. Each share says of how
    many it is.
    """

    cases: Count
    asked: Share
    """Asked, whether or not they said what they want; of all cases."""
    expressed: Share
    """Said what they want; of those who were asked."""
    achieved: Share
    """Fully or in part; of those who said what they want and of whom it is known."""
    lacked_capacity: Share
    """Of those of whom it is recorded and known."""
    supported: Share
    """By an advocate, family or a friend; of those who lacked capacity."""
    asked_by_code: Codes
    achieved_by_code: Codes
    """Of those who said what they want."""
    lacked_capacity_by_code: Codes
    supported_by_code: Codes
    """Of those who lacked capacity."""


def _by_code(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    whole = sum(counts.values())
    return [{"code": code, "cases": share(count, whole)} for code, count in counts.items()]


def _members(one: Personal) -> Members:
    expressed = one.asked[AskedCode.ASKED_AND_EXPRESSED]
    asked = expressed + one.asked[AskedCode.ASKED_NOT_EXPRESSED]
    known = sum(one.achieved.values()) - one.achieved[NOT_RECORDED]
    lacked = one.lacked_capacity["yes"]
    supported = sum(one.supported[by] for by in SupportedBy if by is not SupportedBy.NOBODY)
    return {
        "cases": one.cases,
        "asked": share(asked, one.cases),
        "expressed": share(expressed, asked),
        "achieved": share(known - one.achieved[OutcomesAchieved.NOT_ACHIEVED], known),
        "lacked_capacity": share(lacked, lacked + one.lacked_capacity["no"]),
        "supported": share(supported, lacked),
        "asked_by_code": _by_code(one.asked),
        "achieved_by_code": _by_code(one.achieved),
        "lacked_capacity_by_code": _by_code(one.lacked_capacity),
        "supported_by_code": _by_code(one.supported),
    }


async def _ask(connection: Connection, asked: Asked) -> Members:
    cases = cases_of(asked)
    of = replace(cases, kinds=cases.kinds or KINDS)
    return _members(await personal(tables_of(connection, asked), of))


PERSONAL: Final = Summary(
    projections=(PROJECTION,), filters=ABOUT_CASES, ask=_ask, answer=PersonalSafeguarding
)
