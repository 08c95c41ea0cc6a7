"""The words of a verdict on whether an improvement holds, and the reasons why nothing is proven.

They are a machine's and about a measure. What people judge of an action is theirs, in other words
(`domain/action/vocabulary.py`), and neither ever takes the place of the other.

Source: Heed's decision table; CQC (improvements are made and the resulting changes monitored).
"""

from enum import StrEnum


class Word(StrEnum):
    HOLDING = "holding"
    """The newest closed period still shows the improvement against what was before."""
    NOT_PROVEN = "not_proven"
    SLIPPED = "slipped"
    """The newest closed period shows a concern against the level that it should hold."""


class Reason(StrEnum):
    """Why nothing is proven, in the order in which it is asked."""

    NO_MEASURE = "no_measure"
    DIRECTION_NEUTRAL = "direction_neutral"
    """Neither more nor less of it is better, so that it can neither hold nor slip."""
    NO_BASELINE = "no_baseline"
    """Fewer than five periods before the verification, with which to compare."""
    ACTIVITY_MISSING = "activity_missing"
    """The newest closed period has no activity, and so no rate."""
    DEFINITION_CHANGED = "definition_changed"
    """The definition or the tool of the audits is not the same before and after."""
    SAMPLE_NOT_COMPARABLE = "sample_not_comparable"
    """A share without the number it is of, samples drawn otherwise than before, or chosen ones."""
    TOO_FEW = "too_few"
    NO_CHANGE_DETECTED = "no_change_detected"
