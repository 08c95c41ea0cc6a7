"""From a lesson as it stands to what a caller reads."""

from collections.abc import Iterator
from typing import Any

from api.incidents.telling import moment
from api.resource import Standing
from api.roles import role_members
from domain.identifier import shown
from domain.lesson.events import Content, Met, PracticeChecked, UnderstandingChecked
from domain.lesson.heads import Heads
from domain.lesson.reach import Reach, reach
from domain.lesson.state import Lesson

Members = dict[str, Any]


def _content(at: Standing[Lesson], number: int, content: Content) -> Members:
    return {
        "lesson_version": number,
        "title": at.says(content.title),
        "text": at.says(content.text),
        "audience": [
            {
                "role": line.role,
                "on_your_shift": at.says(line.on_your_shift),
                "question": at.says(line.question),
                "expected_answer": at.says(line.expected_answer),
            }
            for line in content.audience
        ],
        "approved_by": role_members(content.approved_by),
    }


def _versions(at: Standing[Lesson]) -> Iterator[Members]:
    """Every version, the oldest first."""
    published = at.state.published
    first = {"what_changed": None, "affects": None, "at": moment(published.at)}
    yield _content(at, 1, published.content) | first
    for number, one in enumerate(at.state.revised, start=2):
        changed = {
            "what_changed": at.says(one.what_changed),
            "affects": one.affects,
            "at": moment(one.at),
        }
        yield _content(at, number, one.content) | changed


def _met(one: Met) -> Members:
    return {
        "lesson_version": one.lesson_version,
        "service": one.service and shown("svc", one.service),
        "role": one.role,
        "at": moment(one.at),
    }


def _heads(heads: Heads, number: str) -> Members:
    staff = [shown("per", one) for one in heads.staff]
    return {number: heads.counted, "of": heads.of, "staff": staff}


def _check(one: UnderstandingChecked | PracticeChecked | None) -> Members | None:
    if one is None:
        return None
    return _met(one) | {"passed": one.passed, "of": one.of, "method": one.method}


def _reach(one: Reach) -> Members:
    return {
        "service": one.service and shown("svc", one.service),
        "role": one.role,
        "reached": one.reached,
        "of": one.of,
        "missing": one.missing,
        "depth": one.depth,
        "acknowledged": one.acknowledged,
        "understanding": _check(one.understanding),
        "practice": _check(one.practice),
    }


def _taught(lesson: Lesson) -> Members:
    """What was recorded of people who met it."""
    return {
        "reach": [_reach(one) for one in reach(lesson)],
        "deliveries": [
            _met(one) | _heads(one.heads, "attended") | {"setting": one.setting}
            for one in lesson.delivered
        ],
        "acknowledgements": [
            _met(one) | _heads(one.heads, "acknowledged") for one in lesson.acknowledged
        ],
        "understanding_checks": [_check(one) for one in lesson.understood],
        "practice_checks": [_check(one) for one in lesson.practised],
    }


def lesson_members(at: Standing[Lesson]) -> Members:
    published, retired = at.state.published, at.state.retired
    versions = list(_versions(at))
    return {
        "id": shown("les", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "services": [shown("svc", one) for one in published.services],
        "findings": [
            {
                "investigation": shown("inv", one.investigation),
                "finding": shown("fnd", one.finding),
            }
            for one in published.findings
        ],
        "taught": versions[-1],
        "versions": versions,
        "retired": retired
        and {
            "reason": at.says(retired.reason),
            "by": role_members(retired.by),
            "at": moment(retired.at),
        },
        **_taught(at.state),
    }
