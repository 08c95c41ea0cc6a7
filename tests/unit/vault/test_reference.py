"""A caller's reference stands in the log for ever: record numbers may, people may not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nhs_number import calculate_checksum

from adapters.vault.identifier import Found, in_reference

TODAY = date(2026, 3, 2)


def found(text):
    return in_reference(text, today=TODAY)


@pytest.mark.parametrize(
    "reference",
    [
        "CS-48211",
        "RST-99172",
        "INC/2026/0031",
        "W08",
        "550e8400-e29b-41d4-a716-446655440000",
        "urn:uuid:99900100-1300-4000-8000-999001001300",
        "inc_01jp3jyv00fay8vvr000000001",
        "123456789012",
        "99900100130",
        "CS-0000012345",
        "0000012345",
        "1741716132",
        "2026-03-02T09:15:00Z",
        "20260302091500",
        "INC-20260302-01",
        "INC-20250311",
        "SG-26-03-41",
        "CS-110341",
        "CS482113",
        "19410203",
        "record@caresystem",
        "",
    ],
)
def test_a_record_number_may_stand(reference):
    assert found(reference) == ()


@pytest.mark.parametrize(
    "reference",
    [
        "9990010013",
        "999 001 0013",
        "999-001-0013",
        "999.001.0013",
        "NHS9990010013",
        "nhs_9990010013",
        "CS-9990010013-2",
        "CS/999-001-0013/1",
        "12 999 001 0013",
        "9990010013a",
        "\uff19\uff19\uff19\uff10\uff10\uff11\uff10\uff10\uff11\uff13",
        "999\N{EN DASH}001\N{NON-BREAKING HYPHEN}0013",
        "999\N{ZERO WIDTH SPACE}0010013",
        "٩٩٩٠٠١٠٠١٣",
    ],
)
def test_an_nhs_number_may_not_stand_in_a_reference(reference):
    assert found(reference) == (Found.NHS_NUMBER,)


@pytest.mark.parametrize(
    "number", ["9434765919", "4010232137", "9990010013", "9990020035", "9990030049", "9990000050"]
)
def test_ten_digits_with_their_check_digit_are_an_nhs_number(number):
    wrong = str((int(number[-1]) + 1) % 10)

    assert found(number) == (Found.NHS_NUMBER,)
    assert found(number[:-1] + wrong) == ()


@pytest.mark.parametrize("number", ["1234567881", "5990000009", "8990000001", "0000000019"])
def test_ten_digits_that_are_issued_to_nobody_may_stand(number):
    """Ranges without patients, and Scottish numbers whose date does not exist."""
    assert found(number) == ()


@pytest.mark.parametrize(
    "reference", ["ZY999999D", "zy 99 99 99 d", "ZY-99-99-99-D", "ref ZY999999D/2"]
)
def test_a_national_insurance_number_may_not_stand(reference):
    assert found(reference) == (Found.NATIONAL_INSURANCE_NUMBER,)


@pytest.mark.parametrize(
    "reference", ["QQ123456C", "GB123456C", "ZO999999D", "ZY999999E", "ZY999999", "XZY999999D"]
)
def test_what_is_never_a_national_insurance_number_may_stand(reference):
    assert found(reference) == ()


@pytest.mark.parametrize("reference", ["sam.example@care.example", "2026/s+1@mail.care.example"])
def test_an_email_address_may_not_stand(reference):
    assert found(reference) == (Found.EMAIL,)


@pytest.mark.parametrize(
    "reference",
    [
        "SE03021941",
        "SE-03021941",
        "se_19410203",
        "S.E. 03/02/1941",
        "SE 03/02/41",
        "SE 03.02.41",
        "03021941SE",
        "1941-02-03/SE",
        "SE-3-Feb-1941",
        "example-1941-02-03",
        "ÉO-03021941",
    ],
)
def test_initials_and_a_date_of_birth_may_not_stand(reference):
    assert found(reference) == (Found.INITIALS_AND_DATE_OF_BIRTH,)


@pytest.mark.parametrize(
    "reference",
    [
        "SE-03022020",
        "SE-31021941",
        "SE-03022041",
        "SE-03021841",
        "S-03021941",
        "SE-0302194",
        "SE 11/03/25",
    ],
)
def test_a_date_on_which_no_adult_was_born_may_stand(reference):
    assert found(reference) == ()


def test_everything_that_was_found_is_told_in_one_order():
    reference = "sam@care.example 999 001 0013 SE-03021941 ZY999999D"

    assert found(reference) == (
        Found.NHS_NUMBER,
        Found.NATIONAL_INSURANCE_NUMBER,
        Found.EMAIL,
        Found.INITIALS_AND_DATE_OF_BIRTH,
    )


NHS_NUMBERS = (
    st.one_of(st.integers(400_000_000, 499_999_999), st.integers(600_000_000, 799_999_999))
    .map(str)
    .filter(lambda nine: calculate_checksum(nine) != 10)
    .map(lambda nine: f"{nine}{calculate_checksum(nine)}")
)
BETWEEN = st.sampled_from(["", " ", "-", "  ", " -", "\N{NO-BREAK SPACE}", "\N{EN DASH}", "."])
AROUND = st.sampled_from(["", " ", "-", "/", "ref ", "(", ":", "_", "é "])


@settings(deadline=None)
@given(NHS_NUMBERS, BETWEEN, BETWEEN, AROUND, AROUND)
def test_an_nhs_number_is_found_wherever_it_stands(number, one, two, before, after):
    written = f"{before}{number[:3]}{one}{number[3:6]}{two}{number[6:]}{after}"

    assert Found.NHS_NUMBER in found(written)


@settings(deadline=None)
@given(NHS_NUMBERS, st.integers(1, 9))
def test_ten_digits_with_a_wrong_check_digit_may_stand(number, off):
    assert found(number[:-1] + str((int(number[-1]) + off) % 10)) == ()


@settings(deadline=None)
@given(NHS_NUMBERS, st.text("0123456789", min_size=1, max_size=6), st.booleans())
def test_a_longer_run_of_digits_may_stand(number, more, before):
    assert found(more + number if before else number + more) == ()


@settings(deadline=None)
@given(st.uuids())
def test_every_uuid_may_stand(identity):
    assert found(str(identity)) == ()
    assert found(f"incident-{identity}".upper()) == ()


@settings(deadline=None)
@given(st.sampled_from(["CS-", "RST-", "", "SG", "INC/"]), st.integers(1, 9_999_999))
def test_every_number_of_up_to_seven_digits_may_stand(prefix, number):
    assert found(f"{prefix}{number}") == ()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_looked_at_without_a_fault(text):
    in_reference(text, today=TODAY)
