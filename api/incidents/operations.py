"""The operations on incidents, as the contract has them."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.command import Fact, execute
from api.contract import parameters as p
from api.contract.operation import Endpoint, Operation
from api.incidents import deciding, door, facts, listing, looking
from api.incidents.answer import (
    GrownAnswer,
    IncidentAnswer,
    IncidentRecorded,
    ReceivedAnswer,
    ReportAnswer,
)
from api.incidents.report import Report
from api.incidents.resource import INCIDENT
from api.scope import Scope

M = TypeVar("M", bound=BaseModel)
TAG = "incidents"
ID = p.identifier_in_path("inc", "incident", "inc_0000000000000000000000000a")
REPORTERS = (Scope.INCIDENTS_REPORT, Scope.INCIDENTS_MANAGE)
PEOPLE = (Scope.INCIDENTS_MANAGE,)
RECORDED = {201: ("ETag", "Heed-Position", "Idempotency-Replayed")}
PROBLEMS = (400, 403, 404, 409, 413, 415, 422)


def _endpoint(fact: Fact[Any, Any]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await execute(request, fact)

    return endpoint


def _fact(
    name: str,
    summary: str,
    model: type[M],
    decide: Callable[..., Awaitable[Any]],
    scopes: tuple[Scope, ...],
    *,
    judged: bool = False,
    accountable: bool = False,
) -> Operation:
    fact = Fact(model, INCIDENT, scopes, decide, judged=judged, accountable=accountable)
    headers = [p.KEY, p.MATCH if judged else None]
    headers.append(p.ACTOR_REQUIRED if accountable else p.ACTOR)
    operation_id = "record" + "".join(word.title() for word in name.split("-"))
    return Operation(
        id=operation_id,
        method="POST",
        path=f"/v1/incidents/{{id}}/{name}",
        tag=TAG,
        summary=summary,
        about=f"{(model.__doc__ or summary).strip()}\n\nOne fact, answered with the incident as "
        "it now is.",
        endpoint=_endpoint(fact),
        takes=model,
        answers={201: (IncidentRecorded, ReceivedAnswer)},
        scopes=scopes,
        parameters=(ID, *(header for header in headers if header)),
        problems=(*PROBLEMS, 412, 428) if judged else PROBLEMS,
        headers=RECORDED,
    )


REPORT = Operation(
    id="reportIncident",
    method="POST",
    path="/v1/incidents",
    tag=TAG,
    summary="Report an incident, or send a newer version of one",
    about="Needs `source_ref` and one of `what_happened` and `kind`; everything else may follow. "
    "The same version again is answered 200 with `Heed-Duplicate`; a higher `source_version` "
    "makes the incident grow; a lower one changes nothing (`Heed-Stale-Source`).",
    endpoint=door.receive,
    takes=Report,
    answers={201: (ReceivedAnswer,), 200: (ReceivedAnswer, GrownAnswer)},
    scopes=door.SCOPES,
    parameters=(p.KEY_OPTIONAL, p.PREFER, p.ACTOR),
    problems=(400, 403, 404, 409, 413, 415, 422),
    headers={
        201: ("ETag", "Heed-Position", "Location", "Idempotency-Replayed"),
        200: ("ETag", "Heed-Position", "Location", "Heed-Duplicate", "Heed-Stale-Source"),
    },
)

LOOK_UP = Operation(
    id="lookUpIncidents",
    method="POST",
    path="/v1/incidents/lookups",
    tag=TAG,
    summary="Look up what you sent",
    about="Up to 500 references of your source in one call, strongly consistent.",
    endpoint=looking.look_up,
    takes=looking.LookUp,
    answers={200: (looking.LookUpAnswer,)},
    scopes=looking.READ,
    parameters=(p.ACTOR,),
    problems=(400, 403, 404, 413, 415, 422),
)

LIST = Operation(
    id="listIncidents",
    method="GET",
    path="/v1/incidents",
    tag=TAG,
    summary="Find incidents by your own reference",
    about="Up to 50 references of your source; strongly consistent.",
    endpoint=listing.list_incidents,
    answers={200: (listing.IncidentList,)},
    scopes=looking.READ,
    parameters=(p.SOURCE_REF, p.ACTOR),
    problems=(400, 403, 404, 422),
    headers={200: ("Heed-Position",)},
)

READ_ONE = Operation(
    id="getIncident",
    method="GET",
    path="/v1/incidents/{id}",
    tag=TAG,
    summary="Read one incident",
    about="As it stands, or as it was at `version`. Words and names are sealed.",
    endpoint=looking.one_incident,
    answers={200: (IncidentAnswer, ReportAnswer)},
    scopes=looking.READ,
    parameters=(ID, p.AT_VERSION, p.ACTOR),
    problems=(400, 403, 404, 422),
    headers={200: ("ETag", "Heed-Position")},
)

HISTORY = Operation(
    id="listIncidentEvents",
    method="GET",
    path="/v1/incidents/{id}/events",
    tag=TAG,
    summary="Read the history of one incident",
    about="Every event, oldest first: when, what and by whom, never its words.",
    endpoint=looking.history,
    answers={200: (looking.HistoryAnswer,)},
    scopes=(Scope.INCIDENTS_READ, Scope.INCIDENTS_READ_OWN),
    parameters=(ID, p.ACTOR),
    problems=(400, 403, 404, 422),
)

FACTS = (
    _fact(
        "immediate-actions",
        "Record what was done at once",
        facts.TakeImmediateActions,
        deciding.take_immediate_actions,
        REPORTERS,
    ),
    _fact(
        "wishes",
        "Record what the adult wants",
        facts.RecordWishes,
        deciding.record_wishes,
        REPORTERS,
    ),
    _fact(
        "external-reports",
        "Record that an outside body was told",
        facts.TellOutside,
        deciding.tell_outside,
        REPORTERS,
    ),
    _fact(
        "acknowledgements",
        "Record an outside body's answer",
        facts.Acknowledge,
        deciding.acknowledge,
        REPORTERS,
    ),
    _fact(
        "classifications",
        "Decide what this is",
        facts.Classify,
        deciding.classify,
        PEOPLE,
        judged=True,
    ),
    _fact(
        "council-decisions",
        "Record the council's decision",
        facts.RecordCouncilDecision,
        deciding.record_council_decision,
        PEOPLE,
        judged=True,
    ),
    _fact("amendments", "Add later knowledge", facts.Amend, deciding.amend, PEOPLE, judged=True),
    _fact(
        "corrections", "Put right an error", facts.Correct, deciding.correct, PEOPLE, judged=True
    ),
    _fact(
        "restrictions",
        "Say who may not see it",
        facts.Restrict,
        deciding.restrict,
        PEOPLE,
        judged=True,
    ),
    _fact(
        "closures",
        "Close the case",
        facts.CloseIncident,
        deciding.close,
        PEOPLE,
        judged=True,
        accountable=True,
    ),
    _fact(
        "entered-in-error",
        "Say that this should never have been here",
        facts.EnterInError,
        deciding.enter_in_error,
        PEOPLE,
        judged=True,
        accountable=True,
    ),
)

OPERATIONS = (REPORT, LIST, LOOK_UP, READ_ONE, HISTORY, *FACTS)
