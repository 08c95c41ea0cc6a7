"""Services and the provider itself, as subjects of governance: each has to be looked at in turn.

How often is the provider's policy, so how long ago a review was held is asked when reading.

Source: HSCA 2008 (Regulated Activities) Regulations 2014 reg 17.
"""

from collections.abc import Iterator
from typing import Final, get_args

from domain import provider as providers
from domain import service as services
from domain.provider import Provider, ProviderEvent
from domain.service import Service, ServiceEvent
from projections.open_loops.loop import Owes, Stream, Subject

LOOP: Final = "governance_review"


def owes(_: Service | Provider) -> Iterator[Owes]:
    """Since it is there; each review that is held since begins the time anew."""
    yield Owes(LOOP)


def subject(_: Service | Provider) -> Subject:
    return Subject()


STREAM: Final = Stream(get_args(ServiceEvent), services.evolve, subject, owes)
PROVIDER: Final = Stream(get_args(ProviderEvent), providers.evolve, subject, owes)
