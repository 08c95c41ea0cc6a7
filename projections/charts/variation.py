"""What the points say, in the names of Making Data Count: variation and assurance.

Variation asks whether something changed, and is read from the last point; assurance asks whether
the target would be met as things are, and is read from where it lies against the limits. The two
answer different questions and neither stands alone: limits frozen before an improvement still say
that the target is failed, and limits made anew after it say that nothing changes.

Source: NHS England, Making Data Count; NHSRplotthedots (MIT).
"""

from enum import StrEnum
from typing import Final

from domain.vocabulary.measuring import Improvement
from projections.charts.limits import Limits
from projections.charts.nearly import side_of
from projections.charts.pattern import Side


class Variation(StrEnum):
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"
    COMMON_CAUSE = "common_cause"


class Assurance(StrEnum):
    CONSISTENT_PASS = "consistent_pass"  # noqa: S105 - the target is passed, nobody logs in
    CONSISTENT_FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"
    """Met in some periods and missed in others, by chance."""


_BETTER: Final = {Improvement.INCREASE: Side.HIGH, Improvement.DECREASE: Side.LOW}


def variation(side: Side | None, improvement: Improvement) -> Variation:
    """side: of the rule that marks the point; None: no rule does."""
    if side is None:
        return Variation.COMMON_CAUSE
    if improvement is Improvement.NEUTRAL:
        return Variation.NEUTRAL_HIGH if side is Side.HIGH else Variation.NEUTRAL_LOW
    better = side is _BETTER[improvement]
    return Variation.IMPROVEMENT if better else Variation.CONCERN


def assurance(limits: Limits, target: float | None, improvement: Improvement) -> Assurance | None:
    """limits: those in force. None where there is no target, no limit, or no better side."""
    if target is None or limits.lower is None or limits.upper is None:
        return None
    if improvement is Improvement.NEUTRAL:
        return None
    if side_of(limits.lower, target) > 0:
        all_on = Side.HIGH
    elif side_of(limits.upper, target) < 0:
        all_on = Side.LOW
    else:
        return Assurance.INCONSISTENT
    met = all_on is _BETTER[improvement]
    return Assurance.CONSISTENT_PASS if met else Assurance.CONSISTENT_FAIL
