"""Reading duties: those of one incident at a moment, the text of a form, and the rules themselves.

Nothing is stored of what is answered here: a duty is the facts, the rules, and the moment at which
somebody asks. `as_of` sets that moment; what is said to have been done later was not done yet.
"""

from datetime import datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.asking import Asking, asked
from api.attempt import events_of
from api.command import must_hold
from api.duties.answer import MissingFact, NotificationDraft, SectionAnswer
from api.duties.judged_by import JudgedBy, judged_by
from api.duties.telling import duty_rules, incident_duties
from api.edge.parameter import moment
from api.edge.query import read_query
from api.incidents.resource import INCIDENT
from api.precondition import etag
from api.problem.problem import Problem
from api.reader import reader_of
from api.resource import Standing
from api.schema import Answer
from api.scope import Scope
from domain.duty.assessment import assess
from domain.duty.draft import draft
from domain.duty.england import ENGLAND, VERSIONS
from domain.duty.rule import RuleSet
from domain.duty.timeline import Timeline, timeline
from domain.identifier import shown
from domain.incident.state import Incident
from domain.log import Recorded
from domain.vocabulary.duty import DutyCode

SCOPES: Final = (Scope.INCIDENTS_READ, Scope.INCIDENTS_READ_OWN)
AS_OF: Final = moment("as_of")


def _answer(answer: Answer, headers: dict[str, str] | None = None) -> Response:
    return Response(answer.model_dump_json(), media_type="application/json", headers=headers)


async def _incident(asking: Asking, text: str) -> tuple[Standing[Incident], list[Recorded]]:
    """The incident as it stands, and its rows. Raises Problem `not-found`."""
    must_hold(asking, SCOPES)
    identity = INCIDENT.identity(text)
    reader = await reader_of(asking)
    rows = list(await asking.heed.log.load(asking.provider, identity))
    return await INCIDENT.standing(reader, rows), rows


def _line(rows: list[Recorded]) -> Timeline:
    kept = [row for row in rows if row.facts is not None]
    line = timeline(zip(events_of(kept), (row.recorded_at for row in kept), strict=True))
    if line is None:
        raise Problem("not-found")
    return line


def _headers(asking: Asking, at: Standing[Incident], rows: list[Recorded]) -> dict[str, str]:
    position = asking.heed.position(rows[-1].position)
    return {"ETag": etag(at.version), "Heed-Position": position}


async def _by(asking: Asking, at: Standing[Incident]) -> JudgedBy:
    return await judged_by(asking.heed, asking.provider, at.state)


async def list_duties(request: Request) -> Response:
    """Every duty of one incident."""
    asking = await asked(request)
    now: datetime | None = read_query(request.scope["query_string"], (AS_OF,))[AS_OF]
    at, rows = await _incident(asking, request.path_params["id"])
    by, as_of = await _by(asking, at), now or asking.heed.clock()
    found = assess(at.state, _line(rows), now=as_of, setting=by.setting, targets=by.targets)
    return _answer(incident_duties(at, found, ENGLAND, as_of), _headers(asking, at, rows))


def _code(text: str) -> DutyCode:
    try:
        return DutyCode(text)
    except ValueError:
        raise Problem("not-found") from None


async def draft_notification(request: Request) -> Response:
    """The text of one form, from the facts."""
    asking = await asked(request)
    read_query(request.scope["query_string"], ())
    code = _code(request.path_params["duty"])
    at, rows = await _incident(asking, request.path_params["id"])
    rule, by = ENGLAND.rule(code), await _by(asking, at)
    drafted = draft(at.state, rule, by.service)
    answer = NotificationDraft(
        incident=shown("inc", at.id),
        version=at.version,
        duty=code,
        title=rule.title,
        body=rule.body,
        instrument=rule.instrument,
        provision=rule.provision,
        sections=tuple(SectionAnswer(heading=h, text=t) for h, t in drafted.sections),
        text=drafted.text,
        missing=tuple(MissingFact(pointer=p, why=w) for p, w in drafted.missing),
    )
    return _answer(answer, _headers(asking, at, rows))


def _rules(rules: RuleSet) -> Response:
    return _answer(duty_rules(rules, tuple(one.version for one in VERSIONS)))


async def read_rules(request: Request) -> Response:
    """The rules in force."""
    await asked(request)
    read_query(request.scope["query_string"], ())
    return _rules(ENGLAND)


async def read_rules_at(request: Request) -> Response:
    """The rules at one version."""
    await asked(request)
    read_query(request.scope["query_string"], ())
    wanted = request.path_params["version"]
    for rules in VERSIONS:
        if str(rules.version) == wanted:
            return _rules(rules)
    raise Problem("not-found")
