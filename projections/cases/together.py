"""References that mean one person, put together: whatever is linked, directly or through others.

One of them stands for all, the lowest; it is as random as the others and says nothing more.
"""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from projections.cases.question import CaseTables
from projections.runner.statement import Statement

_LINKS: Final = Statement("""
    SELECT link.person, link.other
      FROM @people_links AS link
     WHERE link.tenant_id = $2
       AND link.linked
""")


def together(links: Iterable[tuple[UUID, UUID]]) -> Mapping[UUID, UUID]:
    """For each reference that is linked to another, the one that stands for all of them."""
    stands: dict[UUID, UUID] = {}

    def root(person: UUID) -> UUID:
        while (higher := stands.setdefault(person, person)) != person:
            stands[person] = person = stands[higher]
        return person

    for one, two in links:
        here, there = root(one), root(two)
        stands[max(here, there)] = min(here, there)
    return {person: root(person) for person in tuple(stands)}


async def linked(tables: CaseTables) -> Mapping[UUID, UUID]:
    """`together` of all links of the provider."""
    rows = await tables.source.rows(tables.connection, _LINKS, ("people_links",), tables.provider)
    return together((row["person"], row["other"]) for row in rows)
