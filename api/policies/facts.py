"""What callers send when a provider decides: a policy, or codes of its own."""

from typing import Annotated

from pydantic import Field, JsonValue

from api.schema import Request, Words
from domain.moment import When
from domain.vocabulary.code import Code
from domain.vocabulary.term import Term


class SetPolicy(Request):
    """The provider decides. `value` takes the place of what the policy said, whole."""

    policy: Code
    value: Annotated[dict[str, JsonValue], Field(max_length=100)]
    reason: Words | None = None
    at: When | None = None


class ExtendVocabulary(Request):
    """Finer codes of the provider's own, each below one of Heed's; or its own mappings."""

    vocabulary: Code
    terms: Annotated[tuple[Term, ...], Field(min_length=1, max_length=200)]
    reason: Words | None = None
    at: When | None = None
