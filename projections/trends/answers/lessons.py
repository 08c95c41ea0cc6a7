"""Staff in post whom the lessons of each period reached.

A lesson belongs to the period in which it was published, and reaches people after that; reach is a
lower bound, as `domain/lesson/reach` has it, of so many in post as were known then. A group of
which nobody said how many were in post is in neither number.

Source: domain rules on lessons; Kirkpatrick, level 1 (reach).
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from domain.measure.figure import Proportion
from domain.measure.period import containing
from domain.moment import LONDON
from projections.runner.statement import Connection, Statement
from projections.source import Source
from projections.trends.answers.answered import About, Answered, Answers, DatedBy

TABLES: Final = ("lesson_reach", "trend_findings")
_GROUPS: Final = Statement("""
    SELECT lesson AS subject, published_at, reached, in_post
      FROM @lesson_reach AS lesson
     WHERE lesson.tenant_id = $2
       AND ($3::uuid IS NULL OR lesson.service = $3)
       AND lesson.published_at <= $5
       AND lesson.in_post > 0
       AND ($4::text IS NULL OR EXISTS (
           SELECT
             FROM @trend_findings AS finding
            WHERE finding.tenant_id = $2
              AND finding.investigation = ANY (lesson.investigations)
              AND finding.factor = $4
              AND NOT finding.withdrawn))
  ORDER BY published_at
""")


async def _groups(connection: Connection, source: Source, about: About) -> list[Any]:
    return await source.rows(
        connection, _GROUPS, TABLES, about.provider, about.service, about.factor, about.as_of
    )


async def subjects(connection: Connection, source: Source, about: About) -> list[UUID]:
    """The lessons that it may be about."""
    found = await _groups(connection, source, about)
    return list(dict.fromkeys(one["subject"] for one in found))


async def reached(connection: Connection, source: Source, about: About) -> Answers:
    found = await _groups(connection, source, about)
    hidden = frozenset(about.hidden)
    periods = dict[str, list[Any]]()
    for one in found:
        if one["subject"] not in hidden:
            day = one["published_at"].astimezone(LONDON).date()
            periods.setdefault(containing(day, about.cadence), []).append(one)
    rows = [_period(period, groups) for period, groups in periods.items()]
    return Answers(dated_by=DatedBy.PUBLISHED_ON, rows=tuple(rows))


def _period(period: str, groups: Sequence[Any]) -> Answered:
    in_post = sum(one["in_post"] for one in groups)
    reached = sum(min(one["reached"] or 0, one["in_post"]) for one in groups)
    return Answered(
        period=period,
        figure=Proportion(numerator=reached, denominator=in_post),
        n=in_post,
    )
