"""The agenda as callers read it."""

from typing import Annotated, Final

from pydantic import Field

from api.agendas.meetings import Meeting, Section
from api.incidents.answer import NextAnswer, Word
from api.lessons.answer import RoleLineAnswer
from api.schema import Answer, At, RoleShown, ServiceId
from api.signals.subjects import ChartHref
from api.views.answers import Position
from api.views.open_loops import SubjectId
from domain.lesson.events import LessonVersion, Many, Some
from domain.measure.period import PeriodName
from domain.signal.vocabulary import Direction, SubjectKind
from domain.vocabulary.code import Name

MOST_LOOPS: Final = 1_000
MOST_LESSONS: Final = 200
MOST: Final = 10_000
Text = Annotated[str, Field(max_length=20_000)]


class LessonToldAnswer(Answer):
    """The newest version of the lesson, and the people whom this is about. `of`: how many were in
    post when it was said last; null where nobody said.
    """

    lesson_version: LessonVersion
    service: ServiceId | None
    role: RoleShown | None
    reached: Many
    of: Some | None
    missing: Many | None
    lines: Annotated[tuple[RoleLineAnswer, ...], Field(max_length=50)]


class SignalToldAnswer(Answer):
    """What a signal is about. `first_period` and `chart`: where it is about a measure."""

    kind: SubjectKind
    rule: Word
    direction: Direction
    first_period: PeriodName | None
    """The first period of the pattern."""
    chart: ChartHref | None
    """Where its chart is read."""


class AgendaEntry(Answer):
    """One thing to talk about. Words are null for whoever may not read learning."""

    loop: Word
    subject: SubjectId
    href: Annotated[str, Field(max_length=300)]
    """Where the subject is read."""
    part: Annotated[str, Field(max_length=200)] | None
    title: Text | None
    """What the lesson, the action or the measure of the signal is called, or what was found."""
    owed_since: At
    since: At
    """From when it is late."""
    overdue: bool
    owner_role: Word
    services: Annotated[tuple[ServiceId, ...], Field(max_length=1_000)]
    lesson: LessonToldAnswer | None
    signal: SignalToldAnswer | None
    next: NextAnswer
    """The command that records it as done."""


class AgendaSection(Answer):
    section: Section
    entries: Annotated[tuple[AgendaEntry, ...], Field(max_length=MOST)]
    """Oldest first."""


class Agenda(Answer):
    """What the next meeting has to know, ask and decide: lessons that have not reached everybody,
    checks and actions that fall due, word that is owed, each with the command that records it as
    done. Every heading of the meeting is there, also where nothing stands under it.
    """

    meeting: Meeting
    service: ServiceId | None
    service_name: Name | None
    role: RoleShown | None
    as_of: At
    """The day of the meeting."""
    until: At
    """How far it looks ahead."""
    position: Position
    """What it reflects."""
    complete: bool
    """Whether everything is on it; else narrow it to one service."""
    sections: Annotated[tuple[AgendaSection, ...], Field(max_length=20)]
