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

from domain.measure.period import begins, ends, following
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
    """`about`: the stream where it can be read. `title`: what that is called, where it is."""

    mark: Mark
    at: datetime
    about: UUID
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """`period`: of the chart, in which it falls; None: before the first of them, or beyond the
    last, as `annotation.at` says.
    """

    annotation: Annotation
    period: str | None


def placed(annotations: Iterable[Annotation], observations: Sequence[Observation]) -> list[Placed]:
    """observations: in order. The earliest mark first; what came after the last period stands at
    the last until the next would have ended, and beyond the chart from then on.
    """
    beginnings = [begins(one.period) for one in observations]
    edge = _edge(observations[-1].period) if observations else None

    def period(one: Annotation) -> str | None:
        if edge is not None and one.at >= edge:
            return None
        at = bisect_right(beginnings, one.at)
        return observations[at - 1].period if at else None

    in_order = sorted(annotations, key=lambda one: one.at)
    return [Placed(one, period(one)) for one in in_order]


def _edge(last: str) -> datetime | None:
    """From when on a mark lies beyond the last period; None: events may follow at any time."""
    after = following(last)
    return None if after is None else ends(after)
