"""Dates as people write them, British order, and whether one could be an adult's date of birth.

Reads 3/2/1941, 03.02.41, 1941-02-03, 3rd February 1941, Feb 3, 1941 and the like. A year of two
digits is the latest such year that is not in the future.

Source: Care Act 2014 s.42 (adults, hence at least 18 years old); the usual written forms.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

ADULT_YEARS: Final = 18
OLDEST_YEARS: Final = 125

_MONTHS: Final = (
    "jan(?:uary)?",
    "feb(?:ruary)?",
    "mar(?:ch)?",
    "apr(?:il)?",
    "may",
    "june?",
    "july?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "oct(?:ober)?",
    "nov(?:ember)?",
    "dec(?:ember)?",
)
_MONTH: Final = "|".join(_MONTHS)
_DAY: Final = r"(?P<d>[0-9]{1,2})"
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<y>[0-9]{4}|'?[0-9]{2})"

_FORMS: Final = tuple(
    re.compile(rf"(?<![0-9]){form}(?![0-9])", re.IGNORECASE)
    for form in (
        rf"{_DAY}[ ]?(?P<s>[/.\-_ ])[ ]?(?P<m>[0-9]{{1,2}})[ ]?(?P=s)[ ]?{_YEAR}",
        r"(?P<y>[0-9]{4})(?P<s>[/.\-_ ])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})",
        rf"{_DAY}[ \-]?{_ORDINAL}[ \-]{{0,2}}(?:of )?(?P<m>{_MONTH})[ .,\-]{{0,3}}{_YEAR}",
        rf"(?<![a-z])(?P<m>{_MONTH})[ .]{{0,2}}{_DAY}{_ORDINAL}[, ][ ]{{0,2}}{_YEAR}",
    )
)
_COMPACT: Final = tuple(
    re.compile(rf"(?<![0-9]){form}(?![0-9])")
    for form in (
        r"(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>[0-9]{4})",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    )
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date that was read in a text, and where: `text[start:end]`."""

    on: date
    start: int
    end: int
    full_year: bool
    compact: bool

    def could_be_birth(self, today: date) -> bool:
        """Whether somebody born on this date is an adult who may be alive."""
        age = today.year - self.on.year - ((today.month, today.day) < (self.on.month, self.on.day))
        return ADULT_YEARS <= age <= OLDEST_YEARS


def dates_in(text: str, *, today: date, compact: bool = False) -> Iterator[WrittenDate]:
    """Every reading of every date; `compact` adds eight digits in a row, either way round."""
    for form in _FORMS:
        yield from _found(form, text, today, compact=False)
    for form in _COMPACT if compact else ():
        yield from _found(form, text, today, compact=True)


def _found(
    form: re.Pattern[str], text: str, today: date, *, compact: bool
) -> Iterator[WrittenDate]:
    for match in form.finditer(text):
        on = _read(match, today)
        if on is not None:
            full_year = len(match["y"]) == len("1941")
            yield WrittenDate(on, match.start(), match.end(), full_year, compact)


def _read(match: re.Match[str], today: date) -> date | None:
    year = int(match["y"].lstrip("'"))
    if len(match["y"]) < len("1941"):
        year += today.year - today.year % 100
        year -= 100 if year > today.year else 0
    try:
        return date(year, _month(match["m"]), int(match["d"]))
    except ValueError:
        return None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return next(n for n, form in enumerate(_MONTHS, 1) if re.fullmatch(form, text, re.IGNORECASE))
