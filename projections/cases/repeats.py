"""Who is named in several incidents: adults at risk, and people alleged to have caused harm.

People are random references of this provider, put together where they are linked. An incident
counts for so many days, a low-level concern for more. Nothing here leaves the provider, and what
the reader may not see counts for nobody.

Source: Care and support statutory guidance 14 (patterns of harm).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from projections.cases.question import Cases, CaseTables, about_cases

ADULT: Final = "adult_at_risk"
ALLEGED: Final = "alleged_to_have_caused_harm"
_TABLES: Final = ("trend_people", "trend_incidents")

# $10 and $11: linked references and the one that stands for each; $12: the roles; $13 and $14: for
# how many days an incident counts, and a low-level concern; $15: how many make a repeat; $16: of
# these references, or of anybody; $17: how many rows at most.
_AGAIN: Final = """
      WITH same AS (
    SELECT * FROM unnest($10::uuid[], $11::uuid[]) AS same (person, whole)),
           about AS MATERIALIZED (
    SELECT COALESCE(same.whole, people.person) AS person,
           people.role,
           people.incident,
           people.person AS named_as
      FROM @trend_people AS people
 LEFT JOIN same ON same.person = people.person
     WHERE people.tenant_id = $2
       AND people.role = ANY ($12)
       AND ($16::uuid[] IS NULL OR people.person = ANY ($16))),
           twice AS (
    SELECT about.person, about.role
      FROM about
  GROUP BY about.person, about.role
    HAVING count(*) >= $15),
           named AS MATERIALIZED (
    SELECT about.person, about.role, about.named_as,
           row.incident, row.kind, row.service, @dated AS dated_on
      FROM about
      JOIN twice USING (person, role)
      JOIN @trend_incidents AS row
        ON row.tenant_id = $2
       AND row.incident = about.incident
     WHERE @where
       AND @dated >= $9::date - CASE row.kind WHEN 'low_level_concern' THEN $14::int
                                              ELSE $13::int END),
           again AS (
    SELECT named.person, named.role
      FROM named
  GROUP BY named.person, named.role
    HAVING count(DISTINCT named.incident) >= $15)
"""
_NAMED: Final = about_cases(
    """
    @repeated
    SELECT named.*
      FROM named
      JOIN again USING (person, role)
  ORDER BY named.person, named.role, named.dated_on, named.incident, named.named_as
     LIMIT $17
""",
    repeated=_AGAIN,
)
_WHO: Final = about_cases("@repeated SELECT DISTINCT person FROM again LIMIT $17", repeated=_AGAIN)


@dataclass(frozen=True, slots=True)
class Window:
    """For how many days an incident counts, and a low-level concern; how many make a repeat."""

    days: int
    low_level_days: int
    incidents: int = 2


@dataclass(frozen=True, slots=True)
class Naming:
    """One incident that names the person. `named_as`: by which of their references."""

    incident: UUID
    kind: str
    service: UUID | None
    dated_on: date
    named_as: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`person`: the reference that stands for all that mean them. `incidents`: oldest first."""

    person: UUID
    role: str
    incidents: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Who is looked for. `same`: as `together` has it; `persons`: those, by any of their
    references, or None for anybody.
    """

    window: Window
    same: Mapping[UUID, UUID]
    roles: Sequence[str] = (ADULT, ALLEGED)
    persons: Collection[UUID] | None = None

    def parameters(self, limit: int) -> tuple[Any, ...]:
        """From $10 on."""
        return (
            list(self.same),
            list(self.same.values()),
            list(self.roles),
            self.window.days,
            self.window.low_level_days,
            self.window.incidents,
            None if self.persons is None else sorted(self._references(self.persons)),
            limit,
        )

    def _references(self, persons: Collection[UUID]) -> set[UUID]:
        wholes = {self.same.get(person, person) for person in persons}
        return wholes | {one for one, whole in self.same.items() if whole in wholes}


class TooManyNamed(Exception):  # noqa: N818 - an answer: ask something narrower
    """More than one answer is made from."""


async def repeats(
    tables: CaseTables, cases: Cases, sought: Sought, *, limit: int = 20_000
) -> list[Repeat]:
    """By person and role. Raises TooManyNamed."""
    rows = await tables.rows(_NAMED, _TABLES, cases, *sought.parameters(limit + 1))
    if len(rows) > limit:
        raise TooManyNamed
    found: dict[tuple[UUID, str], dict[UUID, Naming]] = {}
    for row in rows:
        named = found.setdefault((row["person"], row["role"]), {})
        before = named.get(row["incident"])
        refs = (row["named_as"],) if before is None else (*before.named_as, row["named_as"])
        named[row["incident"]] = Naming(
            row["incident"], row["kind"], row["service"], row["dated_on"], refs
        )
    return [Repeat(person, role, tuple(one.values())) for (person, role), one in found.items()]


async def who(
    tables: CaseTables, cases: Cases, sought: Sought, *, limit: int = 100_000
) -> set[UUID]:
    """The same, but only who they are. Raises TooManyNamed."""
    rows = await tables.rows(_WHO, _TABLES, cases, *sought.parameters(limit + 1))
    if len(rows) > limit:
        raise TooManyNamed
    return {row["person"] for row in rows}
