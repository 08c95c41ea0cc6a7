"""Where an incident happened, as far as its duties depend on it.

A service that is not registered with CQC notifies CQC of nothing. What commissioners want to be
told is in their contracts: a table of commissioner, kind of incident and time, for each service.

Source: CQC (Registration) Regulations 2009 reg 2 ("registered person"); contracts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from domain.duty.rule import Length
from domain.identifier import shown
from domain.incident.vocabulary import Kind
from domain.part import Part
from domain.service import Service
from domain.vocabulary.service_type import ServiceType

UNREGISTERED: Final = frozenset(
    {ServiceType.DAY_SERVICE, ServiceType.PERSONAL_ASSISTANCE, ServiceType.HOUSING_SUPPORT}
)
"""What CQC mostly does not register; such a service with a number of CQC's is registered."""

Commissioner = Annotated[str, Field(min_length=1, max_length=64)]


class ContractRule(Part):
    """This commissioner is told of incidents of this kind, within this time. `service`: where the
    contract is for one; without it, for every service of the provider.
    """

    service: Annotated[str, Field(pattern="^svc_[0-7][0-9a-hjkmnp-tv-z]{25}$")] | None = None
    commissioner: Commissioner
    kind: Kind
    within: Length


@dataclass(frozen=True, slots=True)
class Setting:
    """`registered`: whether the service is registered with CQC; one that is not known is taken to
    be, so that nothing is missed.
    """

    registered: bool = True
    contracts: tuple[ContractRule, ...] = ()

    def wants(self, commissioner: str, kind: Kind) -> ContractRule | None:
        """The rule of this commissioner for this kind of incident."""
        rules = self.contracts
        return next((r for r in rules if r.commissioner == commissioner and r.kind is kind), None)


def setting(
    contracts: Iterable[ContractRule], identity: UUID | None, service: Service | None
) -> Setting:
    """`identity` and `service`: where it happened, None where that is not known. A service of a
    type that CQC registers is taken to be registered, whether or not its number is known here.
    """
    name = None if identity is None else shown("svc", identity)
    mine = tuple(one for one in contracts if one.service in {None, name})
    return Setting(service is None or is_registered(service), mine)


def is_registered(service: Service) -> bool:
    """With CQC, as far as is known."""
    known = service.registered.cqc_location_id is not None
    return known or service.registered.service_type not in UNREGISTERED


ANYWHERE: Final = Setting()
