"""The words of a signal: what it is about, which way it points, why it fell, what people decided.

Source: NHS England, Making Data Count (improvement, concern, and neither); Heed's rule that a
signal has an identity, an end and an answer.
"""

from enum import StrEnum
from typing import Final


class SubjectKind(StrEnum):
    """What was noticed."""

    CHART = "chart"
    """A measure shows special cause."""
    SLIPPED = "slipped"
    """The same, of concern, where an action that was verified cites the measure."""
    THEME = "theme"
    """Incidents that have something in common were proposed as a theme."""
    DUTY = "duty"
    """A duty of an incident is late."""
    RECURRENCE = "recurrence"
    """A new incident is like those that a verified action was for."""
    REPEAT = "repeat"
    """Several incidents concern the same person."""


WAITS_ELSEWHERE: Final = frozenset({SubjectKind.THEME, SubjectKind.RECURRENCE})
"""What has a door of its own, where people decide on it."""


class Direction(StrEnum):
    """Which way it points. Neutral: people have not said which way is better."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class SignalView(StrEnum):
    """By which limits it was seen: those of the baseline, or those that a person made anew."""

    FROZEN = "frozen"
    REBASED = "rebased"


class SignallingRule(StrEnum):
    """Rules of a chart that can raise a signal; each is explained with the charts."""

    BEYOND_LIMIT = "beyond_limit"
    RUN = "run"
    LONG_RUN = "long_run"
    OPEN_GAP = "open_gap"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"


USUAL_RULES: Final = (
    SignallingRule.BEYOND_LIMIT,
    SignallingRule.RUN,
    SignallingRule.LONG_RUN,
    SignallingRule.OPEN_GAP,
)
"""Those that signal where a provider says nothing; the others only colour a chart."""


class Cause(StrEnum):
    """Why a signal has no ground any more. A longer pattern is none of these, and neither is one
    that has ended.
    """

    CORRECTION = "correction"
    LATE_FIGURE = "late_figure"
    """A figure came for a period before the newest."""
    LATE_ACTIVITY = "late_activity"
    LATE_FACTS = "late_facts"
    """What Heed counts by itself came or changed later."""
    ENTERED_IN_ERROR = "entered_in_error"
    REBASE = "rebase"
    REDEFINITION = "redefinition"
    PERIOD_LEFT_OUT = "period_left_out"
    PERIOD_TAKEN_BACK = "period_taken_back"
    LIMITS_CHANGED = "limits_changed"
    """The limits were still on trial, or a person set another baseline."""
    RULED_OUT = "ruled_out"
    """The duty does not apply."""
    LINKED = "linked"
    UNLINKED = "unlinked"
    RECLASSIFIED = "reclassified"
    ENDED = "ended"
    """What it was about ended itself, such as an action that was cancelled."""


class AnswerDecision(StrEnum):
    """What people decided on a signal."""

    SPECIAL_CAUSE_EXPLAINED = "special_cause_explained"
    DATA_ISSUE = "data_issue"
    ACTION_AGREED = "action_agreed"
    INVESTIGATION_OPENED = "investigation_opened"
    THEME_CONFIRMED = "theme_confirmed"
    WATCH = "watch"
    NO_ACTION = "no_action"
