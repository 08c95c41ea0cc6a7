"""Learning outlives the case, so it must not say who anybody was; what was learned may stand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.vault.identifier import Found, in_learning_text

TODAY = date(2026, 3, 2)


def found(text, *names):
    return in_learning_text(text, names, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On 11 March 2026 the team agreed to read the plan aloud at each handover.",
        "Between 10/12/2025 and 02/03/2026, 3 of 4 shifts did it; in 2024 it was 1 of 9.",
        "Ring the council on 0300 123 1234, or 111, or 999; the helpline is 0800 1111.",
        "Room B1 1st floor, flat 2 on the 2nd. At C1 2pm is too late.",
        "Version 10.2.15 of the plan, standard 1.2, regulation 18(2)(e).",
        "Follow INC/2026/0031 and CS-48211 (550e8400-e29b-41d4-a716-446655440000).",
        "Care Act 2014 s.42; Montgomery, section 7.3; pages 120-134.",
        "In 2025-26 the median was 2.5 hours, limits 1.1 to 3.9, n = 1234567890.",
        "She was born for this work.",
    ],
)
def test_what_was_learned_may_stand(text):
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the adult (NHS 999 001 0013) was", Found.NHS_NUMBER),
        ("the adult, ZY 99 99 99 D, was", Found.NATIONAL_INSURANCE_NUMBER),
        ("write to sam.example@care.example.", Found.EMAIL),
        ("write to zoë@bücher.example", Found.EMAIL),
        ("the sister is on 07700 900123", Found.PHONE),
        ("the sister is on 07700900123.", Found.PHONE),
        ("the sister is on +44 7700 900 123", Found.PHONE),
        ("the sister is on +44 (0)7700-900-123", Found.PHONE),
        ("the sister is on 0044 7700 900123", Found.PHONE),
        ("the sister is on (01632) 960 123", Found.PHONE),
        ("the sister is on 020 7946 0958", Found.PHONE),
        ("the flat at ZE1 9ZZ was", Found.POSTCODE),
        ("the flat at ze19zz was", Found.POSTCODE),
        ("the flat at EC1A 1BB was", Found.POSTCODE),
        ("the adult, 3 February 1941, was", Found.DATE_OF_BIRTH),
        ("the adult, 3rd of Feb. 1941, was", Found.DATE_OF_BIRTH),
        ("the adult, February 3, 1941, was", Found.DATE_OF_BIRTH),
        ("the adult (03/02/1941) was", Found.DATE_OF_BIRTH),
        ("the adult (1941-02-03) was", Found.DATE_OF_BIRTH),
        ("the adult (3.2.1941) was", Found.DATE_OF_BIRTH),
        ("born on 3/2/41", Found.DATE_OF_BIRTH),
        ("DOB: 03-02-41", Found.DATE_OF_BIRTH),
        ("D.O.B. 03021941", Found.DATE_OF_BIRTH),
        ("date of birth is the 3rd of February '41", Found.DATE_OF_BIRTH),
        ("birthday: 3 Feb 2015", Found.DATE_OF_BIRTH),
    ],
)
def test_what_identifies_a_person_may_not_stand(text, code):
    assert found(text) == (code,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sam Example told us", "Sam Example"),
        ("told by SAM  EXAMPLE.", "sam example"),
        ("Example's room was cold", "Example"),
        ("in Zoe O'Test's room", "Zoë O'Test"),
        ("in ZOË O\N{RIGHT SINGLE QUOTATION MARK}TEST's room", "Zoe O'Test"),
        ("Anne-Marie Test said", "Anne Marie Test"),
        ("Sam\nExample said", "Sam Example"),
        ("see w08 on nights", "W08"),
        ("see W-08 on nights", "w-08"),
        ("Will said so", "Will"),
        ("as WILL said", "will"),
        ("李 小明 said", "李 小明"),
    ],
)
def test_a_linked_person_may_not_be_named(text, name):
    assert found(text, "Nobody Else", name) == (Found.LINKED_PERSON,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the sample was an example", "Sam"),
        ("exemplary work", "Example"),
        ("Example of Sam", "Sam Example"),
        ("staff will read it and may ask", "Will"),
        ("she may ask", "May"),
        ("a plan b", "A"),
        ("I agreed", "I"),
        ("anything at all", ""),
        ("anything at all", " - "),
        ("see w080 on nights", "W08"),
    ],
)
def test_a_word_that_only_looks_like_a_name_may_stand(text, name):
    assert found(text, name) == ()


@pytest.mark.parametrize("text", ["on 3 Feb 2015 they", "on 03/02/2015 they", "on 20150203 they"])
def test_a_linked_persons_date_of_birth_is_found_in_any_form(text):
    """Given the date, it counts even where it is too recent to be taken for one."""
    assert found(text, "2015-02-03") == (Found.LINKED_PERSON,)
    assert found(text, "2015-02-04") == ()


def test_everything_that_was_found_is_told_once_and_in_one_order():
    text = "Sam, 07700 900123, 07700 900124, born 3/2/41, at ZE1 9ZZ, 999 001 0013, a@b.example"

    assert found(text, "Sam", "Sam") == (
        Found.NHS_NUMBER,
        Found.EMAIL,
        Found.PHONE,
        Found.POSTCODE,
        Found.DATE_OF_BIRTH,
        Found.LINKED_PERSON,
    )


WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs", "Po", "Pd", "Mn"]), max_size=60)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_a_name_is_found_between_any_words(before, after):
    text = f"{before} Quillon Testworth {after}"

    assert Found.LINKED_PERSON in found(text, "QUILLON TESTWORTH")


@settings(deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_and_names_are_looked_at_without_a_fault(text, names):
    found(text, *names)


@pytest.mark.parametrize("piece", ["9", "a@", "a.", "0 ", "(0", "Z1", "1/2/", "a-b ", "é", "born "])
def test_a_text_made_to_be_slow_is_looked_at_all_the_same(piece):
    """The suite's own time limit is the only clock here."""
    found(piece * 20_000, "Sam")
