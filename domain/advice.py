"""Advice: what a careful colleague would ask about a finding or an action.

Advice explains itself by a stable rule id and never blocks: whoever disagrees goes on, and may say
why, which is recorded beside it. It is computed from what is recorded and is never a fact itself.

Source: RCA2 (action hierarchy); Heed's rule that a lint explains and never blocks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.refusal import Refusal
from domain.vocabulary.code import Code
from domain.vocabulary.improvement import ActionKind


@dataclass(frozen=True, slots=True)
class Rule:
    """`id` is public and never reused; `text` is one plain remark. `proposes`: kinds of action
    that hold better.
    """

    id: str
    text: str
    proposes: tuple[ActionKind, ...] = ()


class NoSuchAdvice(Refusal):
    code: ClassVar[str] = "no-such-advice"
    detail: ClassVar[str] = "There is no advice of this rule here that could be set aside."


def must_be_given(given: Iterable[Rule], rule: Code) -> None:
    """Whether this advice is really there to be set aside."""
    if all(one.id != rule for one in given):
        raise NoSuchAdvice("/rule")


def applying(*rules: tuple[bool, Rule]) -> Sequence[Rule]:
    """The rules that apply, in the order in which they are written."""
    return tuple(rule for applies, rule in rules if applies)
