"""Bank holidays in England and Wales, substitute days included: data, year by year.

A year is here once the government has published it; a working day of any other year is not
guessed (`domain/duty/calendar.py`).

Source: Banking and Financial Dealings Act 1971, schedule 1; GOV.UK, UK bank holidays.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

_DAYS: Final = {
    2024: ("01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"),
    2025: ("01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"),
    2026: ("01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"),
    2027: ("01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"),
    2028: ("01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"),
}

BANK_HOLIDAYS: Final[Mapping[int, frozenset[date]]] = MappingProxyType(
    {
        year: frozenset(date.fromisoformat(f"{year}-{day}") for day in days)
        for year, days in _DAYS.items()
    }
)
"""By year. Boxing Day 2026, both Christmas days of 2027 and New Year 2028 have substitutes."""
