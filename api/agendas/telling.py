"""From what was gathered to the agenda that is shown."""

from collections.abc import Sequence
from typing import Any

from api.agendas.answer import Agenda
from api.agendas.gathering import Gathered, under
from api.agendas.lessons import LessonDue, Wanted
from api.agendas.meetings import SECTIONS, Meeting
from api.agendas.words import Words, lines_of
from api.attempt import events_of
from api.signals.subjects import chart_of
from api.views.answers import service_id
from api.views.open_loops import loop_members
from domain.log import Recorded
from domain.service import Service
from domain.signal.state import fold
from projections.open_loops.queries import OpenLoop

Members = dict[str, Any]


def told(
    meeting: Meeting,
    wanted: Wanted,
    gathered: Gathered,
    words: Words,
    *,
    service: Service | None,
    position: str,
    complete: bool,
) -> Agenda:
    """`service`: the one that is asked for, None for all of the provider."""
    sections = [
        {
            "section": section,
            "entries": [_entry(one, wanted, words, gathered) for one in under(section, gathered)],
        }
        for section in SECTIONS[meeting]
    ]
    return Agenda.model_validate(
        {
            "meeting": meeting,
            "service": service_id(wanted.service),
            "service_name": service and service.registered.name,
            "role": wanted.role,
            "as_of": wanted.as_of,
            "until": wanted.until,
            "position": position,
            "complete": complete,
            "sections": sections,
        }
    )


def _entry(due: OpenLoop | LessonDue, wanted: Wanted, words: Words, gathered: Gathered) -> Members:
    loop = due.loop if isinstance(due, LessonDue) else due
    said = loop_members(loop) | {"overdue": loop.since <= wanted.as_of}
    if isinstance(due, LessonDue):
        title = words.says(due.lesson.content.title)
        return said | {"title": title, "lesson": _lesson(due, wanted, words), "signal": None}
    signal = _signal(gathered.streams.get(loop.subject, ())) if loop.kind == "signal" else None
    return said | {"title": words.title(loop), "lesson": None, "signal": signal}


def _signal(rows: Sequence[Recorded]) -> Members | None:
    signal = fold(events_of(rows))
    if signal is None:
        return None
    raised = signal.raised
    return {
        "kind": raised.subject.kind,
        "rule": raised.rule,
        "direction": raised.direction,
        "first_period": raised.first_period,
        "chart": chart_of(raised.subject.kind, raised.subject.id),
    }


def _lesson(due: LessonDue, wanted: Wanted, words: Words) -> Members:
    return {
        "lesson_version": due.lesson.newest,
        "service": service_id(due.reach.service),
        "role": due.reach.role,
        "reached": due.reach.reached,
        "of": due.reach.of,
        "missing": due.reach.missing,
        "lines": [
            {
                "role": line.role,
                "on_your_shift": words.says(line.on_your_shift),
                "question": words.says(line.question),
                "expected_answer": words.says(line.expected_answer),
            }
            for line in lines_of(due, wanted.role)
        ],
    }
