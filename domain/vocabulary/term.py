"""A word of a vocabulary, and a vocabulary at one version.

Source: SKOS (a local code has a broader one; a mapping is many-to-many).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.part import Part
from domain.vocabulary.code import CODE_PATTERN

Label = Annotated[str, Field(min_length=1, max_length=200)]
TermCode = Annotated[str, Field(pattern=CODE_PATTERN, max_length=64)]


class Term(Part):
    """`broader`: the code of which this one is a finer form. `maps_to`: codes of the vocabulary
    that the vocabulary maps to.
    """

    code: TermCode
    label: Label
    broader: TermCode | None = None
    maps_to: Annotated[tuple[TermCode, ...], Field(max_length=50)] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`maps_to`: the name of the vocabulary that its terms map to, if they map."""

    name: str
    version: str
    about: str
    source: str
    terms: tuple[Term, ...]
    maps_to: str | None = None

    @property
    def codes(self) -> Mapping[str, Term]:
        return {term.code: term for term in self.terms}


@dataclass(frozen=True, slots=True)
class Difference:
    """What a newer version has that an older one has not, what it has no more, what reads anew."""

    added: tuple[Term, ...]
    removed: tuple[Term, ...]
    changed: tuple[Term, ...]


def difference(older: Vocabulary, newer: Vocabulary) -> Difference:
    before, after = older.codes, newer.codes
    return Difference(
        added=tuple(term for code, term in after.items() if code not in before),
        removed=tuple(term for code, term in before.items() if code not in after),
        changed=tuple(
            term for code, term in after.items() if code in before and before[code] != term
        ),
    )


def terms_of(codes: type[StrEnum]) -> tuple[Term, ...]:
    """The codes of one of Heed's own lists, labelled with their own words."""
    return tuple(Term(code=str(one), label=str(one).replace("_", " ")) for one in _all(codes))


def _all(codes: type[StrEnum]) -> Iterable[StrEnum]:
    return codes.__members__.values()
