"""How people here notice, tell and are answered, in counts.

None of these numbers is good or bad by itself: more low-level concerns may mean more harm or more
courage. They are shown for a conversation, and nothing is ever signalled from them.

Source: CQC single assessment framework, learning culture and freedom to speak up; IHI and NHS work
on reporting culture (near misses for each harm).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from domain.incident.vocabulary import Kind, NoticedBy, PhysicalHarm
from projections.cases.question import Cases, CaseTables, about_cases

NOT_KNOWN: Final = "not_known"
_HARM: Final = sorted(set(PhysicalHarm) - {PhysicalHarm.NONE})
_SMALL: Final = [Kind.LOW_LEVEL_CONCERN.value, Kind.NEAR_MISS.value]

# $10 today as an instant, $11 harm of any degree, $12 what is told before harm is done.
_ROWS: Final = about_cases("""
    SELECT row.noticed_by,
           count(*) AS cases,
           count(*) FILTER (WHERE row.kind = ANY ($12)) AS small,
           count(*) FILTER (WHERE row.harm = ANY ($11)) AS harmed,
           count(*) FILTER (WHERE row.kind = 'safeguarding_concern'
                              AND row.raised_outside IS NOT NULL) AS concerns,
           count(*) FILTER (WHERE row.kind = 'safeguarding_concern'
                              AND row.raised_outside) AS from_outside,
           count(*) FILTER (WHERE row.anonymous IS NOT NULL) AS raised,
           count(*) FILTER (WHERE row.anonymous) AS anonymous,
           count(*) FILTER (WHERE row.reporter_feedback_told_at <= $10
                               OR row.reporter_feedback_due_by < $10) AS owed,
           count(*) FILTER (WHERE row.reporter_feedback_told_at <= $10
                              AND row.reporter_feedback_told_at <= row.reporter_feedback_due_by)
               AS answered
      FROM @trend_incidents AS row
     WHERE @where
  GROUP BY row.noticed_by
""")


@dataclass(frozen=True, slots=True)
class Culture:
    """`small`: low-level concerns and near misses; `harmed`: cases with harm of any degree.
    `concerns`: safeguarding concerns of which it is known who noticed; `raised`: cases of which it
    is known whether they were raised anonymously; `owed`: reporters who were answered, or were to
    be by today.
    """

    cases: int
    noticed_by: Mapping[str, int]
    small: int
    harmed: int
    concerns: int
    from_outside: int
    raised: int
    anonymous: int
    owed: int
    answered: int


async def culture(tables: CaseTables, cases: Cases) -> Culture:
    rows = await tables.rows(_ROWS, ("trend_incidents",), cases, cases.as_of, _HARM, _SMALL)
    noticed: Counter[str] = Counter()
    for row in rows:
        noticed[row["noticed_by"] or NOT_KNOWN] += row["cases"]
    return Culture(
        cases=_sum(rows, "cases"),
        noticed_by={code: noticed[code] for code in (*map(str, NoticedBy), NOT_KNOWN)},
        small=_sum(rows, "small"),
        harmed=_sum(rows, "harmed"),
        concerns=_sum(rows, "concerns"),
        from_outside=_sum(rows, "from_outside"),
        raised=_sum(rows, "raised"),
        anonymous=_sum(rows, "anonymous"),
        owed=_sum(rows, "owed"),
        answered=_sum(rows, "answered"),
    )


def _sum(rows: list[Mapping[str, Any]], name: str) -> int:
    return sum(row[name] for row in rows)
