"""What the views that count cases have in common: their filters, their period, how a share reads.

No percentage stands without the number it is of.

Source: NHS *Making Data Count*; Office for Statistics Regulation (state the denominator).
"""

from typing import Annotated, Any, Final

from pydantic import Field

from adapters.postgres.reading import Connection
from api.schema import Answer
from api.views.answers import Count
from api.views.filters import BEFORE, FROM, KIND, SERVICE, UNIT
from api.views.summary import Asked
from projections.cases.question import Cases, CaseTables

ABOUT_CASES: Final = (FROM, BEFORE, KIND, SERVICE, UNIT)
"""What `cases_of` reads."""

Percent = Annotated[float, Field(ge=0, le=100)]


class Share(Answer):
    """So many of so many; the percentage is null where it would be of nobody."""

    count: Count
    of: Count
    percent: Percent | None


def share(count: int, of: int) -> dict[str, Any]:
    return {"count": count, "of": of, "percent": round(100 * count / of, 1) if of else None}


def cases_of(asked: Asked) -> Cases:
    """Which cases the question is about. What is not sent does not narrow."""
    query = asked.query
    return Cases(
        as_of=asked.as_of,
        persons=asked.persons,
        kinds=query[KIND.read] or None,
        services=query[SERVICE.read] or None,
        units=query[UNIT.read] or None,
        from_on=query[FROM.read],
        before_on=query[BEFORE.read],
    )


def tables_of(connection: Connection, asked: Asked) -> CaseTables:
    return CaseTables(connection, asked.provider, asked.source)
