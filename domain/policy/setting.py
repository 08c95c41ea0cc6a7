"""A policy as a provider sets it: a fact with a version, never an edit.

Version 1 of each policy is Heed's default; every setting is the next one. What held when is
answered by the versions, so that nobody is measured by a target of next year.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field, JsonValue

from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.moment import Moment
from domain.part import Part
from domain.policy.values import DEFAULTS, Value, read
from domain.refusal import Refusal
from domain.vocabulary.code import Code

V = TypeVar("V", bound=Part)
DEFAULT_VERSION = 1


class PolicySet(DomainEvent):
    """The provider decided. `value` has the form of its policy (`domain/policy/values.py`)."""

    type: ClassVar[str] = "provider.policy_set.v1"

    policy: Code
    value: Annotated[dict[str, JsonValue], Field(max_length=100)]
    reason: LearningText | None = None
    at: Moment | None = None


class PolicyUnknown(Refusal):
    code = "policy-unknown"
    detail = "There is no policy of this name."


class PolicyUnchanged(Refusal):
    code = "policy-unchanged"
    detail = "The policy says this already."


@dataclass(frozen=True, slots=True)
class Policies:
    """`sets`: every setting of each policy, in order."""

    sets: Mapping[str, tuple[PolicySet, ...]] = field(
        default_factory=dict[str, tuple[PolicySet, ...]]
    )

    def version(self, policy: str) -> int:
        return DEFAULT_VERSION + len(self.sets.get(policy, ()))

    def value(self, policy: str, version: int | None = None) -> Value:
        """What it says at that version, or now. Raises KeyError for one that it has not had."""
        settings = self.sets.get(policy, ())
        place = len(settings) if version is None else version - DEFAULT_VERSION
        if not 0 <= place <= len(settings):
            raise KeyError(policy)
        return DEFAULTS[policy] if place == 0 else read(policy, settings[place - 1].value)

    def of(self, form: type[V]) -> V:
        """What the policy of this form says now."""
        return next(value for name in DEFAULTS if isinstance(value := self.value(name), form))

    def with_set(self, event: PolicySet) -> "Policies":
        settings = (*self.sets.get(event.policy, ()), event)
        return replace(self, sets={**self.sets, event.policy: settings})


def set_policy(policies: Policies, wanted: PolicySet) -> PolicySet:
    """Raises pydantic's ValidationError where the value has not the form of its policy."""
    if wanted.policy not in DEFAULTS:
        raise PolicyUnknown("/policy")
    if read(wanted.policy, wanted.value) == policies.value(wanted.policy):
        raise PolicyUnchanged
    return wanted
