"""A reference to a person: linked to another one, and unlinked again."""

import pytest

from domain.event import ImpossibleHistory
from domain.person import refusals
from domain.person.decisions import link, unlink
from domain.person.state import Person, evolve, fold
from tests.learning import agreed
from tests.people import ELSEWHERE, HERE, THERE, linked, unlinked


def test_two_references_are_said_to_mean_one_person():
    assert link(HERE, {HERE}, linked()) == linked()

    assert fold([linked()]).links == {THERE: linked()}


def test_a_reference_is_not_linked_to_itself():
    with pytest.raises(refusals.LinkedToItself) as refused:
        link(HERE, {HERE}, linked(other=HERE))
    assert refused.value.pointer == "/same_as"


def test_who_means_the_same_person_already_through_others_is_not_linked_again():
    with pytest.raises(refusals.LinkedAlready):
        link(HERE, {HERE, THERE, ELSEWHERE}, linked(other=ELSEWHERE))


def test_a_link_is_taken_back_and_may_be_made_again():
    parted = fold([linked(), unlinked()])

    assert (parted.links, parted.parted) == ({}, (unlinked(),))
    assert fold([linked(), unlinked(), linked()]).links == {THERE: linked()}


def test_only_a_link_that_stands_is_taken_back():
    assert unlink(Person({THERE: linked()}), unlinked()) == unlinked()
    with pytest.raises(refusals.NotLinked):
        unlink(Person({ELSEWHERE: linked(ELSEWHERE)}), unlinked())


def test_a_history_that_no_decisions_could_make_is_told():
    with pytest.raises(ImpossibleHistory):
        evolve(Person({THERE: linked()}), linked())
    with pytest.raises(ImpossibleHistory):
        evolve(Person(), unlinked())
    with pytest.raises(ImpossibleHistory):
        fold([agreed()])
