"""Making Safeguarding Personal: what the adults were asked, said, and got, and who spoke for whom.

Source: Safeguarding Adults Collection SG3a and SG4a; Care and support statutory guidance 14.15.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from domain.incident.vocabulary import Asked, Kind, LackedCapacity, SupportedBy
from domain.vocabulary.enquiry import OutcomesAchieved
from projections.cases.question import Cases, CaseTables, about_cases

NOT_RECORDED: Final = "not_recorded"
KINDS: Final = (Kind.SAFEGUARDING_CONCERN.value,)
"""Whom it is about, unless the question says otherwise."""

_ROWS: Final = about_cases("""
    SELECT row.wishes_asked AS asked,
           row.wishes_outcome AS outcome,
           row.lacked_capacity AS lacked,
           row.supported_by AS supported,
           count(*) AS cases
      FROM @trend_incidents AS row
     WHERE @where
  GROUP BY 1, 2, 3, 4
""")


@dataclass(frozen=True, slots=True)
class Personal:
    """Counts of cases by code, each code that there is and `not_recorded`. `achieved`: of those who
    expressed something; `supported`: of those who lacked capacity.
    """

    cases: int
    asked: Mapping[str, int]
    achieved: Mapping[str, int]
    lacked_capacity: Mapping[str, int]
    supported: Mapping[str, int]


async def personal(tables: CaseTables, cases: Cases) -> Personal:
    rows = await tables.rows(_ROWS, ("trend_incidents",), cases)
    expressed = [row for row in rows if row["asked"] == Asked.ASKED_AND_EXPRESSED]
    lacked = [row for row in rows if row["lacked"] == LackedCapacity.YES]
    return Personal(
        cases=sum(row["cases"] for row in rows),
        asked=_counted(rows, "asked", Asked),
        achieved=_counted(expressed, "outcome", OutcomesAchieved),
        lacked_capacity=_counted(rows, "lacked", LackedCapacity),
        supported=_counted(lacked, "supported", SupportedBy),
    )


def _counted(
    rows: Sequence[Mapping[str, Any]], column: str, codes: Iterable[str]
) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row[column] or NOT_RECORDED] += row["cases"]
    return {code: counts[code] for code in (*map(str, codes), NOT_RECORDED)}
