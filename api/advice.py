"""Advice as callers get it: the rule, what it asks, what would hold better, and why it was set
aside where somebody did so.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final

from pydantic import Field

from api.resource import Standing
from api.schema import Answer
from domain.advice import Rule
from domain.sealed import Body
from domain.vocabulary.code import Code
from domain.vocabulary.improvement import ActionKind

MOST_SET_ASIDE: Final = 100


class AdviceAnswer(Answer):
    """A question a careful colleague would ask. It blocks nothing; `rule` never changes its
    meaning. `proposes`: kinds of action that depend less on people remembering. `set_aside`: why
    somebody decided otherwise.
    """

    rule: Code
    text: Annotated[str, Field(max_length=300)]
    proposes: Annotated[tuple[ActionKind, ...], Field(max_length=20)]
    set_aside: Annotated[str, Field(max_length=20_000)] | None


Advice = Annotated[tuple[AdviceAnswer, ...], Field(max_length=20)]


def advice_members(
    at: Standing[Any], rules: Iterable[Rule], set_aside: Mapping[str, Body]
) -> list[dict[str, Any]]:
    """`set_aside`: the last reason given for each rule."""
    return [
        {
            "rule": one.id,
            "text": one.text,
            "proposes": one.proposes,
            "set_aside": at.says(set_aside.get(one.id)),
        }
        for one in rules
    ]
