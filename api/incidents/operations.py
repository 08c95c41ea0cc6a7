"""The operations on incidents, as the contract has them."""

from api.contract import parameters as p
from api.contract.operation import Operation
from api.incidents import deciding, door, duplicates, facts, listing, looking
from api.incidents.acknowledging import AcknowledgedReport
from api.incidents.after_operations import after_facts
from api.incidents.answer import GrownAnswer, ReceivedAnswer, ReportAnswer
from api.incidents.incident_answer import IncidentAnswer
from api.incidents.report import Report
from api.incidents.resource import INCIDENT
from api.reading_one import reading
from api.recording import Collection
from api.scope import Scope
from api.views.filters import MIN_POSITION, PREFER
from api.views.operations import parameters_of

TAG = "incidents"
ID = p.identifier_in_path("inc", "incident", "inc_0000000000000000000000000a")
REPORTERS = (Scope.INCIDENTS_REPORT, Scope.INCIDENTS_MANAGE)
INCIDENTS = Collection(
    path="/v1/incidents",
    tag=TAG,
    noun="incident",
    resource=INCIDENT,
    identity=ID,
    reads=looking.READ,
    writes=(Scope.INCIDENTS_MANAGE,),
    records="record",
)

REPORT = Operation(
    id="reportIncident",
    method="POST",
    path="/v1/incidents",
    tag=TAG,
    summary="Report an incident, or send a newer version of one",
    about="Needs `source_ref` and one of `what_happened` and `kind`; everything else may follow. "
    "The same version again is answered 200 with `Heed-Duplicate`; a higher `source_version` "
    "is the newest snapshot of your whole record: a member that it leaves out is withdrawn (the "
    "history keeps it), while facts of their own, such as immediate actions, stay; a lower one "
    "changes nothing (`Heed-Stale-Source`). Use `/amendments` to add without sending the rest.",
    endpoint=door.receive,
    takes=Report,
    answers={
        201: (ReceivedAnswer,),
        200: (ReceivedAnswer, GrownAnswer),
        202: (AcknowledgedReport,),
    },
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
    summary="List incidents, or find them by your own reference",
    about="Newest first, from the register: all with `incidents:read`, else what your source sent; "
    "a credential that only reports gets the short form. With `source_ref`, and then with nothing "
    "else, up to 50 references of your source, strongly consistent.",
    endpoint=listing.list_incidents,
    answers={200: (listing.IncidentList, listing.ReportList, listing.IncidentsFound)},
    scopes=looking.READ,
    parameters=(p.SOURCE_REF, *parameters_of(listing.INCIDENTS)),
    problems=(400, 403, 404, 422),
    headers={200: ("Heed-Position", "Heed-Stale", "Link")},
)

READ_ONE = Operation(
    id="getIncident",
    method="GET",
    path="/v1/incidents/{id}",
    tag=TAG,
    summary="Read one incident",
    about="As it stands, as it was at `version`, or as it was known at `known_at`. Words and names "
    "are sealed.",
    endpoint=reading(INCIDENT, looking.READ),
    answers={200: (IncidentAnswer, ReportAnswer)},
    scopes=looking.READ,
    parameters=(ID, p.AT_VERSION, p.AT_TIME, p.ACTOR),
    problems=(400, 403, 404, 422),
    headers={200: ("ETag", "Heed-Position")},
)

HISTORY = INCIDENTS.history((Scope.INCIDENTS_READ, Scope.INCIDENTS_READ_OWN))

DUPLICATES = Operation(
    id="listPossibleDuplicates",
    method="GET",
    path="/v1/incidents/{id}/possible-duplicates",
    tag=TAG,
    summary="Find what may be the same incident from another system",
    about="Incidents of another source, first noticed within 72 hours of this one, that name the "
    "same person (by the same reference or the same NHS number) or happened in the same service "
    "at an overlapping time, each with the reasons. Heed merges nothing by itself: look at both, "
    "then `/merges` if they are the same.",
    endpoint=duplicates.list_possible_duplicates,
    answers={200: (duplicates.PossibleDuplicates,)},
    scopes=duplicates.SCOPES,
    parameters=(ID, MIN_POSITION, PREFER, p.ACTOR),
    problems=(400, 403, 404, 422),
    headers={200: ("Heed-Position",)},
)

FACTS = (
    INCIDENTS.fact(
        "immediate-actions",
        "Record what was done at once",
        facts.TakeImmediateActions,
        deciding.take_immediate_actions,
        scopes=REPORTERS,
    ),
    INCIDENTS.fact(
        "wishes",
        "Record what the adult wants",
        facts.RecordWishes,
        deciding.record_wishes,
        scopes=REPORTERS,
    ),
    INCIDENTS.fact(
        "external-reports",
        "Record that an outside body was told",
        facts.TellOutside,
        deciding.tell_outside,
        scopes=REPORTERS,
    ),
    INCIDENTS.fact(
        "acknowledgements",
        "Record an outside body's answer",
        facts.Acknowledge,
        deciding.acknowledge,
        scopes=REPORTERS,
    ),
    INCIDENTS.fact(
        "classifications",
        "Decide what this is",
        facts.Classify,
        deciding.classify,
        judged=True,
    ),
    INCIDENTS.fact(
        "council-decisions",
        "Record the council's decision",
        facts.RecordCouncilDecision,
        deciding.record_council_decision,
        judged=True,
    ),
    INCIDENTS.fact("amendments", "Add later knowledge", facts.Amend, deciding.amend, judged=True),
    INCIDENTS.fact(
        "corrections", "Put right an error", facts.Correct, deciding.correct, judged=True
    ),
    INCIDENTS.fact(
        "restrictions",
        "Say who may not see it",
        facts.Restrict,
        deciding.restrict,
        judged=True,
    ),
    INCIDENTS.fact(
        "closures",
        "Close the case",
        facts.CloseIncident,
        deciding.close,
        judged=True,
        accountable=True,
    ),
    INCIDENTS.fact(
        "entered-in-error",
        "Say that this should never have been here",
        facts.EnterInError,
        deciding.enter_in_error,
        judged=True,
        accountable=True,
    ),
)

OPERATIONS = (
    REPORT,
    LIST,
    LOOK_UP,
    READ_ONE,
    HISTORY,
    DUPLICATES,
    *FACTS,
    *after_facts(INCIDENTS),
)
