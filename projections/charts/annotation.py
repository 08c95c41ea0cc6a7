"""Dated marks on a chart: what was done, decided or changed while the figures moved.

A mark says when something happened and never that it was the cause: a run is known only when it is
long enough, and reaches back to before what people did about it.

Source: NHS England, Making Data Count (annotate the chart).
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.measure.period import begins
from projections.charts.observation import Observation


class Mark(StrEnum):
    ACTION_COMPLETED = "action_completed"
    ACTION_VERIFIED = "action_verified"
    ACTION_REOPENED = "action_reopened"
    LESSON_PUBLISHED = "lesson_published"
    BASELINE_SET = "baseline_set"
    REBASED = "rebased"
    DEFINITION_CHANGED = "definition_changed"
    AUDIT_TOOL_CHANGED = "audit_tool_changed"
    SERVICE_OPENED = "service_opened"
    UNIT_OPENED = "unit_opened"
    SIGNAL_ANSWERED = "signal_answered"


@dataclass(frozen=True, slots=True)
class Annotation:
    """`about`: the stream where it can be read."""

    mark: Mark
    at: datetime
    about: UUID


@dataclass(frozen=True, slots=True)
class Placed:
    """`period`: of the chart, in which it falls; None: before the first of them."""

    annotation: Annotation
    period: str | None


def placed(annotations: Iterable[Annotation], observations: Sequence[Observation]) -> list[Placed]:
    """observations: in order. The earliest mark first; what came after the last period stands at
    the last.
    """
    beginnings = [begins(one.period) for one in observations]

    def period(one: Annotation) -> str | None:
        at = bisect_right(beginnings, one.at)
        return observations[at - 1].period if at else None

    in_order = sorted(annotations, key=lambda one: one.at)
    return [Placed(one, period(one)) for one in in_order]
