"""Who reads, resolved: the principal, the provider, and the persons it acts for."""

from dataclasses import dataclass
from uuid import UUID

from api.asking import Asking
from api.attempt import person_name, staff_name
from api.heed import Heed
from api.principal import Principal
from api.same_person import all_references
from domain.incident.restriction import EVERYBODY


@dataclass(frozen=True, slots=True)
class Reader:
    """`staff`: whoever it acts for, None where nobody is named or known. `persons`: everybody whom
    that reference may mean: the member of staff, and the person whom this system calls so; all
    that somebody linked to these; and the mark of everybody. None where it acts for nobody.
    """

    heed: Heed
    principal: Principal
    provider: UUID
    persons: frozenset[UUID]
    staff: UUID | None = None


async def reader_of(asking: Asking) -> Reader:
    """Resolve on whose behalf this is asked; somebody whom Heed does not know is nobody yet."""
    if asking.actor is None:
        return Reader(asking.heed, asking.principal, asking.provider, frozenset())
    ref, blind = asking.actor.staff_ref, asking.heed.vault.blind
    staff = blind(asking.provider, *staff_name(ref))
    person = blind(asking.provider, *person_name(asking.principal.source, ref))
    found = await asking.heed.log.aliases(asking.provider, [staff, person])
    persons = await all_references(asking.heed.log, asking.provider, found.values())
    persons |= {EVERYBODY}
    return Reader(asking.heed, asking.principal, asking.provider, persons, found.get(staff))
