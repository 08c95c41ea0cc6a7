"""Who reads, resolved: the principal, the provider, and the persons it acts for."""

from dataclasses import dataclass
from uuid import UUID

from api.asking import Asking
from api.heed import Heed
from api.principal import Principal


@dataclass(frozen=True, slots=True)
class Reader:
    """`persons`: the references of whoever it acts for; empty where nobody is named or known."""

    heed: Heed
    principal: Principal
    provider: UUID
    persons: frozenset[UUID]


async def reader_of(asking: Asking) -> Reader:
    """Resolve on whose behalf this is asked; somebody whom Heed does not know is nobody yet."""
    persons = frozenset[UUID]()
    if asking.actor is not None:
        name = ("person_ref", asking.principal.source, asking.actor.staff_ref)
        index = asking.heed.vault.blind(asking.provider, *name)
        persons = frozenset((await asking.heed.log.aliases(asking.provider, [index])).values())
    return Reader(asking.heed, asking.principal, asking.provider, persons)
