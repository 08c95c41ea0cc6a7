"""One agenda as a page to print: no script, nothing fetched, every word escaped.

It is written for the room: what is to be said, whom it has not reached, since when a thing is
late, and a box to tick. The command that records each as done stands beside it, for whoever types
it in afterwards; answers that are expected stand only where people are asked.

Source: OWASP Cross Site Scripting Prevention (escape for the context); CSP Level 3 (hashes);
WCAG 2.2, 1.3.1 and 3.1.1 (headings and language).
"""

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from html import escape
from typing import Final

from api.agendas.answer import (
    Agenda,
    AgendaEntry,
    AgendaSection,
    LessonToldAnswer,
    SignalToldAnswer,
)
from api.agendas.labels import loop_label, meeting_label, readable, section_label
from api.agendas.meetings import Section
from domain.moment import LONDON

STYLE: Final = """
body { font: 11pt/1.4 sans-serif; color: #000; background: #fff; margin: 1.5cm; max-width: 18cm }
h1 { font-size: 18pt; margin: 0 }
h2 { font-size: 13pt; border-bottom: 1pt solid; margin: 18pt 0 6pt; break-after: avoid }
p { margin: 0 }
ul { list-style: none; padding: 0 }
li { break-inside: avoid; margin: 0 0 10pt; padding-left: 16pt }
li::before { content: "\\2610"; float: left; margin-left: -16pt }
.late { text-decoration: underline }
.record { font-size: 8.5pt; color: #444 }
@page { margin: 1.5cm }
@media print { body { margin: 0; max-width: none } }
"""
_DIGEST: Final = b64encode(sha256(STYLE.encode()).digest()).decode()
HEADERS: Final = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_DIGEST}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


def page(agenda: Agenda) -> str:
    """The whole document."""
    title = f"{meeting_label(agenda.meeting)}: {agenda.service_name or 'all services'}"
    sections = "".join(_section(one) for one in agenda.sections)
    whole = "" if agenda.complete else "<p><strong>Not everything fits on this page.</strong></p>"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><h1>{escape(title)}</h1><p>{escape(_about(agenda))}</p>{whole}{sections}"
        "</body></html>"
    )


def _about(agenda: Agenda) -> str:
    who = "" if agenda.role is None else f" For: {readable(agenda.role)}."
    until = _day(agenda.until)
    return f"As of {_day(agenda.as_of)}, with what falls due until {until}.{who}"


def _day(at: datetime) -> str:
    day = at.astimezone(LONDON)
    return f"{day.day} {day:%B %Y}"


def _section(one: AgendaSection) -> str:
    entries = "".join(f"<li>{_entry(entry, one.section)}</li>" for entry in one.entries)
    content = f"<ul>{entries}</ul>" if entries else "<p>Nothing.</p>"
    return f"<section><h2>{escape(section_label(one.section))}</h2>{content}</section>"


def _entry(entry: AgendaEntry, section: Section) -> str:
    what = loop_label(entry.loop) if entry.title is None else entry.title
    said = [f"<p><b>{escape(what)}</b></p>"]
    if entry.lesson is not None:
        asks = section is Section.CHECKS
        said += [f"<p>{escape(line)}</p>" for line in _lesson(entry.lesson, asks=asks)]
    if entry.signal is not None:
        said.append(f"<p>{escape(_signal(entry.signal))}</p>")
    said.append(f"<p>{_detail(entry)}</p>")
    said.append(f'<p class="record">{escape(_record(entry))}</p>')
    return "".join(said)


def _detail(entry: AgendaEntry) -> str:
    """Escaped."""
    part = "" if entry.lesson is not None or entry.part is None else _part(entry.part)
    label = loop_label(entry.loop) + part
    since = _day(entry.since)
    late = (
        f'<strong class="late">late since {since}</strong>'
        if entry.overdue
        else f"late from {since}"
    )
    return f"{escape(label)}; {late}; {escape(readable(entry.owner_role))}"


def _part(part: str) -> str:
    """A duty, a recipient or a criterion; an identifier says nothing in a meeting."""
    code = part.partition("/")[0]
    is_identifier = len(code.rpartition("_")[2]) == _LETTERS
    return "" if is_identifier else f" ({readable(code)})"


_LETTERS: Final = 26


def _lesson(lesson: LessonToldAnswer, *, asks: bool) -> Iterator[str]:
    who = "" if lesson.role is None else f" ({readable(lesson.role)})"
    if lesson.of is None:
        yield f"{lesson.reached} reached so far{who}."
    else:
        yield f"{lesson.missing} of {lesson.of} not reached yet{who}."
    for line in lesson.lines:
        role = readable(line.role)
        if line.on_your_shift is not None:
            yield f"On your shift, {role}: {line.on_your_shift}"
        if line.question is not None:
            yield f"Question to {role}: {line.question}"
        if asks and line.expected_answer is not None:
            yield f"Expected: {line.expected_answer}"


def _signal(signal: SignalToldAnswer) -> str:
    """`chart: concern from 2025-11 on (beyond limit)`."""
    since = "" if signal.first_period is None else f" from {signal.first_period} on"
    what = f"{readable(signal.kind)}: {readable(signal.direction)}{since}"
    return f"{what.capitalize()} ({readable(signal.rule)})."


def _record(entry: AgendaEntry) -> str:
    return f"{entry.subject} · record as done: POST {entry.next.href}"
