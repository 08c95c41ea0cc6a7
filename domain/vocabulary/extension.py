"""A provider's own finer codes: added to a vocabulary, never changed or taken away.

Source: SKOS (a local code has a broader one), so that what is counted by Heed's codes stays
comparable between providers.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.moment import Moment
from domain.refusal import Refusal
from domain.vocabulary.code import Code
from domain.vocabulary.term import Term, Vocabulary


class VocabularyExtended(DomainEvent):
    """The provider added codes of its own below Heed's, or mappings of its own evidence."""

    type: ClassVar[str] = "provider.vocabulary_extended.v1"

    vocabulary: Code
    terms: Annotated[tuple[Term, ...], Field(min_length=1, max_length=200)]
    reason: LearningText | None = None
    at: Moment | None = None


class TermTaken(Refusal):
    code = "term-taken"
    detail = "The vocabulary has this code already."


class TermWithoutPlace(Refusal):
    code = "term-without-place"
    detail = "A code of one's own names the broader code of this vocabulary that it is a form of."


class MappingUnknown(Refusal):
    code = "mapping-unknown"
    detail = "A term of this vocabulary maps to codes of the vocabulary that it maps to."


def extend(
    vocabulary: Vocabulary, extension: VocabularyExtended, maps_to: Vocabulary | None
) -> VocabularyExtended:
    """`vocabulary` as it stands; `maps_to`: the one that its terms map to, None where they do not.

    A term of a mapping needs no broader code, every other does.
    """
    known = set(vocabulary.codes)
    for place, term in enumerate(extension.terms):
        if term.code in known:
            raise TermTaken(f"/terms/{place}/code")
        if term.broader not in known and (maps_to is None or term.broader is not None):
            raise TermWithoutPlace(f"/terms/{place}/broader")
        allowed = set[str]() if maps_to is None else set(maps_to.codes)
        if not allowed.issuperset(term.maps_to) or (maps_to is not None and not term.maps_to):
            raise MappingUnknown(f"/terms/{place}/maps_to")
        known.add(term.code)
    return extension
