"""A provider has a name; a person is a reference and nothing else."""

import pytest

from domain import person, provider
from domain.event import ImpossibleHistory
from domain.person import Person, PersonAliasAdded, PersonIntroduced
from domain.provider import Provider, ProviderRegistered

REGISTERED = ProviderRegistered(name="Larkfield Care")
INTRODUCED = PersonIntroduced()


def test_a_provider_has_a_name():
    assert provider.fold([REGISTERED]) == Provider("Larkfield Care")
    assert provider.fold([]) is None


def test_an_event_about_a_person_says_nothing_about_them():
    assert INTRODUCED.facts() == "{}"


def test_a_person_may_be_known_to_several_systems():
    known = [PersonAliasAdded(system="care-records"), PersonAliasAdded(system="rota")]

    assert person.fold([INTRODUCED, *known]) == Person(("care-records", "rota"))
    assert person.fold([]) is None


@pytest.mark.parametrize(
    ("fold", "history"),
    [
        (provider.fold, [REGISTERED, REGISTERED]),
        (provider.fold, [INTRODUCED]),
        (person.fold, [INTRODUCED, INTRODUCED]),
        (person.fold, [PersonAliasAdded(system="rota")]),
        (person.fold, [REGISTERED]),
    ],
)
def test_a_history_that_no_decisions_could_make_is_corruption_not_input(fold, history):
    with pytest.raises(ImpossibleHistory):
        fold(history)
