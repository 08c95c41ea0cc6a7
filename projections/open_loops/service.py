"""Services and the provider itself, as subjects of governance: each has to be looked at in turn.

How often is the provider's policy, so how long ago a review was held is asked when reading.

Source: HSCA 2008 (Regulated Activities) Regulations 2014 reg 17.
"""

from collections.abc import Iterator
from typing import Final, get_args

from domain import provider as providers
from domain import service as services
from domain.duty.contract import is_registered
from domain.provider import Provider, ProviderEvent
from domain.service import Service, ServiceEvent
from projections.open_loops.loop import Owes, Stream, Subject

LOOP: Final = "governance_review"


def owes(looked_at: Service | Provider) -> Iterator[Owes]:
    """Since it is there and until it is closed; each review that is held since begins the time
    anew.
    """
    if not isinstance(looked_at, Service) or looked_at.closed is None:
        yield Owes(LOOP)


def service(one: Service) -> Subject:
    return Subject(registered=is_registered(one))


def provider(_: Provider) -> Subject:
    return Subject()


STREAM: Final = Stream(get_args(ServiceEvent), services.evolve, service, owes)
PROVIDER: Final = Stream(get_args(ProviderEvent), providers.evolve, provider, owes)
