"""From the streams that an incident led to, to what a caller reads of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.actions.hold.held import Held
from domain.action.state import Action
from domain.identifier import shown
from domain.investigation.finding import Finding
from domain.investigation.state import Investigation
from domain.lesson.reach import Depth, reach
from domain.lesson.state import Lesson
from domain.sealed import Body

_DEEPER = list(Depth)
"""From not reached to practised."""


@dataclass(frozen=True, slots=True)
class Told:
    """Every stream that any of the incidents led to, and the words in them that may be read."""

    investigations: Mapping[UUID, Investigation]
    actions: Mapping[UUID, Action]
    lessons: Mapping[UUID, Lesson]
    held: Mapping[UUID, Held]
    words: Mapping[UUID, str]

    def says(self, body: Body) -> str | None:
        return self.words.get(body.id)


def told(incident: frozenset[UUID], by: Told) -> dict[str, Any]:
    """What this incident, with those merged into it, led to."""
    reviews = {
        one: it for one, it in by.investigations.items() if not incident.isdisjoint(it.incidents)
    }
    return {
        "investigations": [_investigation(one, it, by) for one, it in reviews.items()],
        "actions": [
            _action(one, it, by)
            for one, it in by.actions.items()
            if any(finding.investigation in reviews for finding in it.agreed.findings)
        ],
        "lessons": [
            _lesson(one, it, by)
            for one, it in by.lessons.items()
            if any(finding.investigation in reviews for finding in it.published.findings)
        ],
    }


def _investigation(id_: UUID, one: Investigation, by: Told) -> dict[str, Any]:
    return {
        "id": shown("inv", id_),
        "stage": one.stage,
        "findings": [
            _finding(finding, it, by) for finding, it in one.findings.items() if it.stands
        ],
    }


def _finding(id_: UUID, one: Finding, by: Told) -> dict[str, Any]:
    return {
        "id": shown("fnd", id_),
        "factor": one.says.factor,
        "level": one.says.level,
        "text": by.says(one.says.text),
        "left": one.left is not None,
        "actions": [shown("act", action) for action in one.actions if action in by.actions],
    }


def _action(id_: UUID, one: Action, by: Told) -> dict[str, Any]:
    held = by.held.get(id_)
    of = None if held is None else held.of
    came = None if held is None else held.recurrences
    return {
        "id": shown("act", id_),
        "title": by.says(one.agreed.title),
        "strength": one.agreed.strength,
        "stage": one.stage,
        "reopened": len(one.reopened),
        "verdicts": [review.verdict for review in one.reviews],
        "hold": None if of is None else of.word,
        "hold_newest_period": None if of is None else of.newest,
        "hold_stale_since": None if of is None else of.stale_since,
        "recurrences": 0 if came is None else len(came.noted),
    }


def _lesson(id_: UUID, one: Lesson, by: Told) -> dict[str, Any]:
    groups = list(reach(one))
    known = [group for group in groups if group.of is not None]
    return {
        "id": shown("les", id_),
        "title": by.says(one.content.title),
        "reached": sum(group.reached for group in known),
        "in_post": sum(group.of or 0 for group in known),
        "depth": max(_depths(one), key=_DEEPER.index, default=Depth.NOT_REACHED),
    }


def _depths(lesson: Lesson) -> Iterator[Depth]:
    return (group.depth for group in reach(lesson))
