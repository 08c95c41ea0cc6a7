"""What audits found, period by period: criteria met, of those that were checked.

Every look at one criterion in one record is one check. With which version of which tool was looked,
and how the sample was drawn, stands beside it: another tool or another sample is another question.

Source: clinical audit cycle (HQIP).
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from domain.measure.figure import Proportion
from domain.measure.period import containing
from projections.runner.statement import Connection, Statement
from projections.source import Source
from projections.trends.answers.answered import About, Answered, Answers, DatedBy

_BY_DAY: Final = Statement("""
    SELECT done_on,
           sum(passed)::bigint AS passed,
           sum(checked)::bigint AS checked,
           array_agg(DISTINCT tool || '/' || tool_version) AS tools,
           array_agg(DISTINCT sample) AS samples
      FROM @trend_audits
     WHERE tenant_id = $2
       AND ($3::uuid IS NULL OR service = $3)
       AND ($4::uuid IS NULL OR unit = $4)
       AND done_on <= $5
       AND NOT audit = ANY ($6::uuid[])
       AND checked > 0
  GROUP BY done_on
  ORDER BY done_on
""")
_SUBJECTS: Final = Statement("""
    SELECT DISTINCT audit AS subject
      FROM @trend_audits
     WHERE tenant_id = $2
       AND ($3::uuid IS NULL OR service = $3)
""")
TABLES: Final = ("trend_audits",)


async def subjects(connection: Connection, source: Source, about: About) -> list[UUID]:
    """The audits that it may be about."""
    found = await source.rows(connection, _SUBJECTS, TABLES, about.provider, about.service)
    return [one["subject"] for one in found]


async def criteria_met(connection: Connection, source: Source, about: About) -> Answers:
    found = await source.rows(
        connection,
        _BY_DAY,
        TABLES,
        about.provider,
        about.service,
        about.unit,
        about.today,
        list(about.hidden),
    )
    days = dict[str, list[Any]]()
    for one in found:
        days.setdefault(containing(one["done_on"], about.cadence), []).append(one)
    rows = [_period(period, parts) for period, parts in days.items()]
    return Answers(dated_by=DatedBy.AUDITED_ON, rows=tuple(rows))


def _period(period: str, days: Sequence[Any]) -> Answered:
    checked = sum(one["checked"] for one in days)
    return Answered(
        period=period,
        figure=Proportion(numerator=sum(one["passed"] for one in days), denominator=checked),
        n=checked,
        tools=tuple(sorted({tool for one in days for tool in one["tools"]})),
        samples=tuple(sorted({sample for one in days for sample in one["samples"]})),
    )
