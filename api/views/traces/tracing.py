"""`GET /v1/views/traces`: what came of single incidents, from notice to effect.

Incidents are chosen from the view; what each stream says is read from the stream, as it is or as it
was known. Whatever is hidden from the reader by a restriction is left out with all that came of it.

Source: contract monitoring (cases traced from concern to effect); Heed's rule that nobody is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.actions.hold.held import Held, asked_of, held
from api.attempt import events_of
from api.hidden import hidden_among
from api.measures.charting import Charting
from api.opening import learning_words
from api.problem.problem import Problem
from api.scope import Scope
from api.views.filter import identities
from api.views.filters import BEFORE, FROM, SERVICE, UNIT
from api.views.summary import Asked, Summary, until
from api.views.traces.answer import MOST, Traces
from api.views.traces.telling import Told, told
from domain.action import state as actions
from domain.action.state import Action
from domain.identifier import shown
from domain.incident.vocabulary import Kind
from domain.investigation import state as investigations
from domain.investigation.state import Investigation
from domain.lesson import state as lessons
from domain.lesson.state import Lesson
from domain.log import Recorded
from domain.sealed import Body
from projections import traced
from projections.cases.question import Cases, CaseTables
from projections.taught import PROJECTION as TAUGHT
from projections.traced import Noticed
from projections.trends.projection import PROJECTION as TRENDS
from projections.watched.projection import PROJECTION as WATCHED

INCIDENT: Final = identities("incident", "The incident to trace.", "inc")
USUAL: Final = 5
"""How many are traced where nobody is asked for."""
_LEARNING: Final = (Scope.LEARNING_READ, Scope.LEARNING_MANAGE)


@dataclass(slots=True)
class Known:
    """What the streams say, by their ids."""

    investigations: dict[UUID, Investigation] = field(default_factory=dict[UUID, Investigation])
    actions: dict[UUID, Action] = field(default_factory=dict[UUID, Action])
    lessons: dict[UUID, Lesson] = field(default_factory=dict[UUID, Lesson])
    rows: dict[UUID, Sequence[Recorded]] = field(default_factory=dict[UUID, Sequence[Recorded]])

    def see(self, stream: UUID, rows: Sequence[Recorded]) -> None:
        events, kind = events_of(rows), rows[0].type.partition(".")[0]
        self.rows[stream] = rows
        if kind == "investigation" and (one := investigations.fold(events)) is not None:
            self.investigations[stream] = one
        if kind == "action" and (action := actions.fold(events)) is not None:
            self.actions[stream] = action
        if kind == "lesson" and (lesson := lessons.fold(events)) is not None:
            self.lessons[stream] = lesson

    def words(self) -> Iterable[Body]:
        for investigation in self.investigations.values():
            yield from (one.says.text for one in investigation.findings.values())
        yield from (one.agreed.title for one in self.actions.values())
        yield from (one.content.title for one in self.lessons.values())


def _cases(asked: Asked) -> Cases:
    query = asked.query
    return Cases(
        as_of=asked.as_of,
        persons=asked.persons,
        kinds=tuple(Kind) if query[INCIDENT.read] else None,
        services=query[SERVICE.read] or None,
        units=query[UNIT.read] or None,
        from_on=query[FROM.read],
        before_on=query[BEFORE.read],
    )


async def _known(asked: Asked, streams: Sequence[UUID], upto: int | None) -> Known:
    """As they were known then, and no further than the views know, without what is hidden from the
    reader.
    """
    found = await asked.asking.heed.log.load_many(asked.provider, streams)
    hidden = await hidden_among(asked.reader, found)
    known = Known()
    for stream, rows in found.items():
        then = [row for row in rows if asked.known_at is None or row.recorded_at <= asked.known_at]
        then = [row for row in then if upto is None or row.position <= upto]
        if then and stream not in hidden:
            known.see(stream, then)
    return known


async def _held(
    connection: Connection, asked: Asked, known: Known, upto: int | None
) -> dict[UUID, Held]:
    wanted = Charting(as_of=asked.as_of, known_at=asked.known_at, until=upto, reader=asked.reader)
    heed, provider = asked.asking.heed, asked.provider
    found: dict[UUID, Held] = {}
    for action in known.actions:
        of = await asked_of(heed, provider, known.rows[action], wanted)
        if of is not None:
            found[action] = await held(heed, connection, provider, of, wanted, asked.source)
    return found


async def _words(asked: Asked, known: Known) -> Mapping[UUID, str]:
    if not asked.asking.principal.may(*_LEARNING):
        return {}
    wanted = list(dict.fromkeys(body.id for body in known.words()))
    return await learning_words(asked.asking.heed, asked.provider, wanted)


async def _ask(connection: Connection, asked: Asked) -> dict[str, Any]:
    tables, cases = CaseTables(connection, asked.provider, asked.source), _cases(asked)
    wanted = asked.query[INCIDENT.read]
    if len(wanted) > MOST:
        raise Problem("too-much-to-read")
    limit = MOST if wanted else USUAL
    incidents = await traced.chosen(tables, cases, wanted or None, limit)
    leads = await traced.leads(tables, [each for one in incidents for each in one.all])
    upto = await until(connection, asked, TRACES)
    known = await _known(asked, [one for ids in leads.values() for one in ids], upto)
    all_told = Told(
        investigations=known.investigations,
        actions=known.actions,
        lessons=known.lessons,
        held=await _held(connection, asked, known, upto),
        words=await _words(asked, known),
    )
    return {"traces": [_trace(one, all_told) for one in incidents]}


def _trace(one: Noticed, all_told: Told) -> dict[str, Any]:
    return {
        "incident": shown("inc", one.incident),
        "kind": one.kind,
        "service": None if one.service is None else shown("svc", one.service),
        "noticed_at": one.noticed_at,
        "organisation_aware_at": one.aware_at,
        "council_told_at": one.told_at,
        "council_decision": one.council_decision,
        "closed_at": one.closed_at,
        **told(one.all, all_told),
    }


TRACES: Final = Summary(
    projections=(TRENDS, WATCHED, TAUGHT),
    filters=(INCIDENT, SERVICE, UNIT, FROM, BEFORE),
    ask=_ask,
    answer=Traces,
)
