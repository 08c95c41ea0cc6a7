"""Found however it is written, never where nothing was said, and never across providers."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.vault.blind import Field, blind, fingerprint

KEY, OTHER_KEY = bytes(32), bytes([1]) * 32
NHS = "9990010013"


@pytest.mark.parametrize(
    "written",
    [
        "999 001 0013",
        "999-001-0013",
        " 999  001 0013 ",
        "999.001.0013",
        "999\N{NO-BREAK SPACE}001\N{NO-BREAK SPACE}0013",
        "999\N{NON-BREAKING HYPHEN}001\N{EN DASH}0013",
        "999\N{ZERO WIDTH SPACE}0010013",
        "\uff19\uff19\uff19\uff10\uff10\uff11\uff10\uff10\uff11\uff13",
        "99 90 01 00 13",
    ],
)
def test_an_nhs_number_is_found_however_it_is_spaced(written):
    assert blind(KEY, Field.NHS_NUMBER, written) == blind(KEY, Field.NHS_NUMBER, NHS)


@pytest.mark.parametrize(
    "written", ["", " ", "999001001", "9990010014", "99900100130", "n/a", "0000000000"]
)
def test_what_is_not_an_nhs_number_makes_nobody_the_same_person(written):
    with pytest.raises(ValueError, match="look up"):
        blind(KEY, Field.NHS_NUMBER, written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sam Example", "  sam   EXAMPLE "),
        ("Zoë Example", "Zoe\N{COMBINING DIAERESIS} Example"),
        ("Strauße", "STRAUSSE"),
        ("Sam\tExample", "Sam\N{NO-BREAK SPACE}Example"),
        ("\N{LATIN SMALL LIGATURE FI}nn", "Finn"),
    ],
)
def test_a_name_is_found_in_any_case_and_encoding(one, other):
    assert blind(KEY, Field.NAME, one, "1941-02-03") == blind(KEY, Field.NAME, other, "1941-02-03")


def test_people_of_one_name_with_other_dates_of_birth_are_two():
    assert blind(KEY, Field.NAME, "Sam", "1941-02-03") != blind(
        KEY, Field.NAME, "Sam", "1941-03-02"
    )


@pytest.mark.parametrize("field", [Field.PERSON_REF, Field.STAFF_REF])
def test_references_that_differ_in_case_are_two_people(field):
    assert blind(KEY, field, "care", "w08") != blind(KEY, field, "care", "W08")
    assert blind(KEY, field, "care", "w08") != blind(KEY, field, "care", "w8")


@pytest.mark.parametrize("field", [Field.PERSON_REF, Field.STAFF_REF])
def test_a_reference_is_the_same_with_a_space_around_it_or_another_encoding(field):
    assert blind(KEY, field, "care", " w08\n") == blind(KEY, field, "care", "w08")
    assert blind(KEY, field, "care", "zoe\N{COMBINING DIAERESIS}") == blind(
        KEY, field, "care", "zoë"
    )


@pytest.mark.parametrize("field", Field)
@pytest.mark.parametrize("parts", [(), ("",), (" \t",), ("care", ""), ("", "w08")])
def test_everybody_without_a_value_is_not_one_person(field, parts):
    with pytest.raises(ValueError, match="look up"):
        blind(KEY, field, *parts)


def test_an_index_of_one_field_provider_or_source_says_nothing_about_another():
    found = {
        blind(KEY, Field.PERSON_REF, "care", "w08"),
        blind(KEY, Field.STAFF_REF, "care", "w08"),
        blind(KEY, Field.NAME, "care", "w08"),
        blind(OTHER_KEY, Field.PERSON_REF, "care", "w08"),
        blind(KEY, Field.PERSON_REF, "payroll", "w08"),
        blind(KEY, Field.PERSON_REF, "carew", "08"),
        blind(KEY, Field.PERSON_REF, "care w08"),
        blind(KEY, Field.PERSON_REF, "w08", "care"),
    }

    assert len(found) == 8
    assert {len(index) for index in found} == {16}


@settings(deadline=None)
@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_a_name_is_found_after_its_case_was_changed_or_it_was_encoded_anew(name):
    found = blind(KEY, Field.NAME, name)

    assert blind(KEY, Field.NAME, name.casefold()) == found
    assert blind(KEY, Field.NAME, unicodedata.normalize("NFKC", name)) == found
    assert blind(KEY, Field.NAME, f" {name} ") == found


@settings(deadline=None)
@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_only_the_same_request_has_the_same_fingerprint(one, other):
    same = fingerprint(KEY, "request", *one) == fingerprint(KEY, "request", *other)

    assert same == (one == other)


def test_a_fingerprint_is_for_one_purpose_and_one_provider():
    found = {
        fingerprint(KEY, "request", b"{}"),
        fingerprint(KEY, "content", b"{}"),
        fingerprint(OTHER_KEY, "request", b"{}"),
    }

    assert len(found) == 3
    assert {len(one) for one in found} == {32}
