"""The words of an agenda: what the lessons, actions and findings on it are called.

Learning text names nobody and is shown to whoever may read learning; who may not gets the agenda
without it. All of it is opened in one go.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from api.agendas.gathering import Gathered
from api.agendas.lessons import LessonDue
from api.attempt import events_of
from api.opening import learning_words
from api.reader import Reader
from api.scope import Scope
from domain import service as services
from domain.action import state as actions
from domain.audit import state as audits
from domain.investigation import state as investigations
from domain.lesson.events import RoleLine
from domain.sealed import Body, bodies_in
from domain.signal import state as signals
from projections.open_loops.queries import OpenLoop


def lines_of(due: LessonDue, role: str | None) -> list[RoleLine]:
    """The lines of the role that this is about, else of whichever is asked for, else of all."""
    mine = due.reach.role or role
    return [one for one in due.lesson.content.audience if mine in {None, one.role}]


@dataclass(frozen=True, slots=True)
class Words:
    """`names`: of services, and the tools of audits, which are no learning text. `titles`: the body
    that says what each loop is about; `opened`: the words behind it.
    """

    names: Mapping[UUID, str]
    titles: Mapping[tuple[UUID, str], Body] = field(default_factory=dict[tuple[UUID, str], Body])
    opened: Mapping[UUID, str] = field(default_factory=dict[UUID, str])

    def says(self, body: Body | None) -> str | None:
        return None if body is None else self.opened.get(body.id)

    def title(self, loop: OpenLoop) -> str | None:
        whole, part = (loop.subject, ""), (loop.subject, loop.part)
        body = self.titles.get(part) or self.titles.get(whole)
        return self.names.get(loop.subject) if body is None else self.says(body)


async def words_of(reader: Reader, gathered: Gathered) -> Words:
    names = dict(_names(gathered))
    if not reader.principal.may(Scope.LEARNING_READ, Scope.LEARNING_MANAGE):
        return Words(names)
    titles = dict(_titles(gathered))
    bodies = [*titles.values(), *_taught(gathered.lessons)]
    wanted = list(dict.fromkeys(body.id for body in bodies))
    return Words(names, titles, await learning_words(reader.heed, reader.provider, wanted))


def _taught(lessons: Iterable[LessonDue]) -> Iterator[Body]:
    for one in lessons:
        yield one.lesson.content.title
        yield from bodies_in(one.lesson.content.audience)


def _names(gathered: Gathered) -> Iterator[tuple[UUID, str]]:
    for one in {one.subject: one for one in gathered.loops}.values():
        events = events_of(gathered.streams.get(one.subject, ()))
        if one.kind == "service" and (service := services.fold(events)) is not None:
            yield one.subject, service.registered.name
        if one.kind == "audit" and (audit := audits.fold(events)) is not None:
            yield one.subject, audit.planned.tool


def _titles(gathered: Gathered) -> Iterator[tuple[tuple[UUID, str], Body]]:
    """Of an action its title, of a finding what it says, of a signal what its measure is called."""
    for one in {one.subject: one for one in gathered.loops}.values():
        rows = gathered.streams.get(one.subject, ())
        if one.kind == "action" and (action := actions.fold(events_of(rows))) is not None:
            yield (one.subject, ""), action.agreed.title
        if one.kind == "signal" and (signal := signals.fold(events_of(rows))) is not None:
            title = signal.raised.title
            yield from () if title is None else (((one.subject, ""), title),)
        if one.kind == "investigation":
            investigation = investigations.fold(events_of(rows))
            for finding, known in () if investigation is None else investigation.findings.items():
                yield (one.subject, str(finding)), known.says.text
