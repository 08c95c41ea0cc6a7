"""Names and identifiers of the people linked to a case, found as whole words in a text.

Case, accents and punctuation make no difference: "Zoë O'Test" is found in "ZOE O'TEST's room".
A date of birth is found however it is written. A name that is also an everyday word counts only
where it has its capital, or half the language would be forbidden.

Source: UK GDPR Art 4(1) (identified by a name or an identification number).
"""

import re
from datetime import date
from typing import Final

from adapters.vault.plain_text import plain, without_accents
from adapters.vault.written_date import dates_in

_WORD: Final = re.compile(r"[^\W_]+")

_WORDS: Final = (
    "art bill bob chance dale dawn dean don drew faith frank grace grant guy hazel heather hope "
    "ivy jack jean joy lance mark may miles nick olive pat penny ray rich rob robin rose ruby "
    "sandy skip sue summer wade ward will"
)
_EVERYDAY: Final = frozenset(_WORDS.split())


class LinkedNames:
    """Made for one text, asked for many names."""

    def __init__(self, text: str, *, today: date) -> None:
        words = _words(text)
        self._today = today
        self._spelt = f" {' '.join(words)} "
        self._folded = self._spelt.casefold()
        self._dates = {read.on for read in dates_in(plain(text), today=today, compact=True)}

    def has(self, name: str) -> bool:
        """False for a name of fewer than two letters: it says nothing."""
        given = " ".join(_words(name))
        folded = given.casefold()
        if len(folded) <= 1:
            return False
        if folded in _EVERYDAY:
            return f" {folded.capitalize()} " in self._spelt or f" {folded.upper()} " in self._spelt
        return f" {folded} " in self._folded or self._has_date(plain(name).strip())

    def _has_date(self, given: str) -> bool:
        readings = dates_in(given, today=self._today)
        return any(
            read.on in self._dates for read in readings if read.end - read.start == len(given)
        )


def _words(text: str) -> list[str]:
    return _WORD.findall(without_accents(plain(text)))
