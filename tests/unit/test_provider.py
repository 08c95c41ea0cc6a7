"""A provider has a name, and registers once."""

import pytest

from domain import provider
from domain.event import ImpossibleHistory
from domain.provider import Provider, ProviderRegistered

REGISTERED = ProviderRegistered(name="Larkfield Care")


def test_a_provider_has_a_name():
    assert provider.fold([REGISTERED]) == Provider("Larkfield Care")
    assert provider.fold([]) is None


def test_a_history_that_no_decisions_could_make_is_corruption_not_input():
    with pytest.raises(ImpossibleHistory):
        provider.fold([REGISTERED, REGISTERED])
