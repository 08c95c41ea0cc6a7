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
from domain.signal.vocabulary import USUAL_RULES, SignallingRule
from domain.theme.rules import RuleName
from domain.vocabulary.duty import DutyCode
from domain.vocabulary.recipient import Recipient

Hours = Annotated[int, Field(ge=1, le=24 * 366)]
Days = Annotated[int, Field(ge=1, le=3 * 366)]
Weeks = Annotated[int, Field(ge=1, le=3 * 52)]


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


class Repeats(Part):
    """When several incidents concern one person: for how many days an incident counts, and a
    low-level concern; how many are put before people, and how many where all are low-level.
    """

    days: Days
    low_level_days: Days
    incidents: Annotated[int, Field(ge=2, le=100)] = 2
    low_level_concerns: Annotated[int, Field(ge=2, le=100)] = 3


class LessonReach(Part):
    """Within how many days a lesson reaches everybody whom it is for, and is checked."""

    delivered_within_days: Days
    checked_within_days: Days


class ReportingLag(Part):
    """For how many days after a period late reports are waited for, before it is final; and after
    how many days without anything from its sources a figure that Heed counts is not trusted.
    """

    days: Days
    silent_after_days: Days = 92


class EffectCheckpoints(Part):
    """When it is asked whether an action holds, after its verification: whether it is in place, an
    early look, and its effect. `watch_weeks`: for so long a new incident that shares a factor and
    the service with it is a recurrence.
    """

    in_place_hours: Hours
    early_look_weeks: Weeks
    effect_weeks: Annotated[tuple[Weeks, ...], Field(min_length=1, max_length=6)]
    watch_weeks: Weeks


class ThemeRule(Part):
    """One pattern rule as a provider sets it: how many incidents within how many days make a
    theme; what is not said is as Heed ships it. `off`: it proposes nothing more.
    """

    threshold: Annotated[int, Field(ge=2, le=1_000)] | None = None
    window_days: Days | None = None
    off: bool = False


class ThemeRules(Part):
    """What is proposed as a theme. `delay_hours`: above how many hours from first noticing until
    the organisation knew a delay counts. `clean_reviews`: how many governance reviews have to find
    nothing new before a theme is retired.
    """

    delay_hours: Hours
    clean_reviews: Annotated[int, Field(ge=0, le=20)]
    rules: Annotated[Mapping[RuleName, ThemeRule], Field(max_length=50)]


class SignalRules(Part):
    """Which rules of a chart raise a signal; the others only colour it. Within how many days a
    signal of concern is answered, before it is late.
    """

    rules: Annotated[tuple[SignallingRule, ...], Field(max_length=10)]
    answered_within_days: Days


Value = (
    InternalTargets
    | CommissionersRules
    | FeedbackTargets
    | Classification
    | EffectivenessReviews
    | GovernanceReviews
    | LessonReach
    | Repeats
    | ReportingLag
    | ThemeRules
    | SignalRules
    | EffectCheckpoints
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
        "reporting_lag": ReportingLag(days=14),
        "effect_checkpoints": EffectCheckpoints(
            in_place_hours=72, early_look_weeks=6, effect_weeks=(12, 26, 52), watch_weeks=26
        ),
        "signal_rules": SignalRules(rules=USUAL_RULES, answered_within_days=14),
        "theme_rules": ThemeRules(delay_hours=24, clean_reviews=2, rules={}),
        "repeats": Repeats(days=180, low_level_days=365),
        "lesson_reach": LessonReach(delivered_within_days=30, checked_within_days=60),
    }
)
"""By the name of the policy. Targets that are not named here are those of the rule set."""


def read(policy: str, value: object) -> Value:
    """`value`, JSON read, as this policy has it. Raises KeyError and pydantic's ValidationError."""
    return type(DEFAULTS[policy]).model_validate(value)
