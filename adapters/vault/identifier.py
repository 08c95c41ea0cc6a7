"""Finds what identifies a person, where nothing may: in references and in learning text.

A caller's reference for an incident stands in the log in clear, for ever, so it must not be made
of an NHS number or of somebody's initials and date of birth. Learning text outlives the case and
the people's keys, so it must not say who they were. Only codes are returned, never what was found.

This is a net, not a proof: it knows the usual written forms. It leans the safe way for each use: a
reference is refused only where a record number hardly looks like this, since a refused report is
a report that may never come; learning text is refused sooner, since its author is still there.

Source: UK GDPR Art 4(1); the forms in `pattern.py`, `written_date.py` and `linked_name.py`.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from adapters.vault import pattern
from adapters.vault.linked_name import LinkedNames
from adapters.vault.plain_text import plain
from adapters.vault.written_date import WrittenDate, dates_in

_INITIALS_BEFORE: Final = re.compile(r"[^\W\d_][. \-]?[^\W\d_][ ._\-/#:,]{0,3}$")
_INITIALS_AFTER: Final = re.compile(r"[ ._\-/#:,]{0,3}[^\W\d_][. \-]?[^\W\d_]")
_INITIALS_REACH: Final = 6
_BIRTH_REACH: Final = 30


class Found(StrEnum):
    """What was found. Public: these codes stand in answers."""

    NHS_NUMBER = "nhs_number"
    NATIONAL_INSURANCE_NUMBER = "national_insurance_number"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    DATE_OF_BIRTH = "date_of_birth"
    INITIALS_AND_DATE_OF_BIRTH = "initials_and_date_of_birth"
    LINKED_PERSON = "linked_person"
    """A name or an identifier of somebody who is linked to the case."""


def in_reference(text: str, *, today: date) -> tuple[Found, ...]:
    """What in a caller's reference identifies a person; empty where it may stand."""
    looked_at = _looked_at(text)
    checks = _numbers(looked_at) | {
        Found.INITIALS_AND_DATE_OF_BIRTH: _has_initials_and_birth(looked_at, today)
    }
    return tuple(found for found, is_there in checks.items() if is_there)


def in_learning_text(text: str, names: Iterable[str], *, today: date) -> tuple[Found, ...]:
    """What in text that outlives a case identifies a person; empty where it may stand.

    `names` are names and identifiers of the people linked to the case, each looked for as whole
    words; pass a first name and a family name apart where each alone says who it is.
    """
    looked_at, linked = _looked_at(text), LinkedNames(text, today=today)
    checks = _numbers(looked_at) | {
        Found.PHONE: pattern.PHONE.search(looked_at) is not None,
        Found.POSTCODE: pattern.has_postcode(looked_at),
        Found.DATE_OF_BIRTH: _has_birth(looked_at, today),
        Found.LINKED_PERSON: any(linked.has(name) for name in names),
    }
    return tuple(found for found, is_there in checks.items() if is_there)


def _looked_at(text: str) -> str:
    # A UUID says nothing about anybody, but has digits that look like everything.
    return pattern.UUID.sub("*", plain(text))


def _numbers(text: str) -> dict[Found, bool]:
    return {
        Found.NHS_NUMBER: pattern.has_nhs_number(text),
        Found.NATIONAL_INSURANCE_NUMBER: pattern.NATIONAL_INSURANCE.search(text) is not None,
        Found.EMAIL: pattern.EMAIL.search(text) is not None,
    }


def _has_initials_and_birth(text: str, today: date) -> bool:
    return any(
        read.could_be_birth(today)
        and _is_written_as_birth(text, read)
        and _has_initials(text, read)
        for read in dates_in(text, today=today, compact=True)
    )


def _is_written_as_birth(text: str, read: WrittenDate) -> bool:
    # "SG-25-03-41" is year, month and a serial number; "ME 25/03/41" is a person.
    return read.full_year or "-" not in text[read.start : read.end]


def _has_initials(text: str, read: WrittenDate) -> bool:
    before = text[max(0, read.start - _INITIALS_REACH) : read.start]
    after = text[read.end : read.end + _INITIALS_REACH]
    return bool(_INITIALS_BEFORE.search(before) or _INITIALS_AFTER.match(after))


def _has_birth(text: str, today: date) -> bool:
    """A full date on which an adult may be born, or any date near a word that says so."""
    return any(
        (read.full_year and not read.compact and read.could_be_birth(today))
        or pattern.BIRTH.search(text[max(0, read.start - _BIRTH_REACH) : read.start])
        for read in dates_in(text, today=today, compact=True)
    )
