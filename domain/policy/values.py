"""The policies there are: what each one says, and what holds where a provider has said nothing.

An internal target never stands in for a standard in law. A default is Heed's suggestion, not a
rule; whoever is measured against one can see where it came from.

Source: local procedures (no national numbers exist for most of these); Care Act 2014 statutory
guidance 14 (feedback); CQC (Regulated Activities) Regulations 2014 reg 17 (governance).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final, TypeVar

from pydantic import Field

from domain.duty.contract import ContractRule
from domain.part import Part
from domain.vocabulary.duty import DutyCode
from domain.vocabulary.recipient import Recipient

Hours = Annotated[int, Field(ge=1, le=24 * 366)]
Days = Annotated[int, Field(ge=1, le=3 * 366)]


class InternalTargets(Part):
    """Within how many hours of the organisation's knowing a duty is to be done."""

    hours: Annotated[Mapping[DutyCode, Hours], Field(max_length=50)]


class CommissionersRules(Part):
    """What the contracts want told, to whom and within what time: one row for each."""

    rules: Annotated[tuple[ContractRule, ...], Field(max_length=500)]


class FeedbackTargets(Part):
    """Within how many days each recipient is to hear what came of an incident."""

    days: Annotated[Mapping[Recipient, Days], Field(max_length=10)]


class Classification(Part):
    """Within how many hours of its report an incident is to be classified."""

    hours: Hours


class EffectivenessReviews(Part):
    """On which days after its verification an action is asked whether it helped."""

    days: Annotated[tuple[Days, ...], Field(min_length=1, max_length=6)]


class GovernanceReviews(Part):
    """At most how many days lie between two governance reviews, of a service and of the whole."""

    service_days: Days
    provider_days: Days


class LessonReach(Part):
    """Within how many days a lesson reaches everybody whom it is for, and is checked."""

    delivered_within_days: Days
    checked_within_days: Days


Value = (
    InternalTargets
    | CommissionersRules
    | FeedbackTargets
    | Classification
    | EffectivenessReviews
    | GovernanceReviews
    | LessonReach
)
V = TypeVar("V", bound=Part)

DEFAULTS: Final[Mapping[str, Value]] = MappingProxyType(
    {
        "internal_targets": InternalTargets(hours={}),
        "commissioners_rules": CommissionersRules(rules=()),
        "feedback": FeedbackTargets(days=dict.fromkeys(Recipient, 28) | {Recipient.REPORTER: 7}),
        "classification": Classification(hours=72),
        "effectiveness_reviews": EffectivenessReviews(days=(90, 180)),
        "governance_reviews": GovernanceReviews(service_days=31, provider_days=92),
        "lesson_reach": LessonReach(delivered_within_days=30, checked_within_days=60),
    }
)
"""By the name of the policy. Targets that are not named here are those of the rule set."""


def read(policy: str, value: object) -> Value:
    """`value`, JSON read, as this policy has it. Raises KeyError and pydantic's ValidationError."""
    return type(DEFAULTS[policy]).model_validate(value)
