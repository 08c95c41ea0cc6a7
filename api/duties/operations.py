"""The operations on duties, as the contract has them."""

from typing import Final

from api.contract import parameters as p
from api.contract.operation import Operation, Parameter
from api.duties import deciding, facts, reading
from api.duties.answer import DutyRules, IncidentDuties, NotificationDraft
from api.incidents.operations import ID, INCIDENTS
from domain.vocabulary.duty import DutyCode

TAG: Final = "duties"
HEADERS: Final = {200: ("ETag", "Heed-Position")}
PROBLEMS: Final = (400, 403, 404, 422)
AS_OF: Final = Parameter(
    "as_of",
    "query",
    "The moment at which it is judged; now, unless said.",
    {"type": "string", "format": "date-time", "maxLength": 40},
    "2026-02-04T10:15:00+00:00",
)
DUTY: Final = Parameter(
    "duty",
    "path",
    "The duty whose form it is for.",
    {"type": "string", "enum": [str(code) for code in DutyCode]},
    "cqc_reg18_abuse",
)
VERSION: Final = Parameter(
    "version",
    "path",
    "A version of the rules.",
    {"type": "string", "minLength": 1, "maxLength": 10, "pattern": "^[1-9][0-9]{0,9}$"},
    "1",
)

LIST: Final = Operation(
    id="listIncidentDuties",
    method="GET",
    path="/v1/incidents/{id}/duties",
    tag=TAG,
    summary="See whom an incident has to be told to, by when, and how that stands",
    about="Derived from the facts, the rules in force and what people judged; nothing of it is "
    "stored. Each duty has its six instants, what the law says and the provider's own target "
    "beside one another, and whose the delay is. `to_judge` means that the facts suggest it and "
    "that somebody has to say whether it is owed.",
    endpoint=reading.list_duties,
    answers={200: (IncidentDuties,)},
    scopes=reading.SCOPES,
    parameters=(ID, AS_OF, p.ACTOR),
    problems=PROBLEMS,
    headers=HEADERS,
)
DRAFT: Final = Operation(
    id="draftNotification",
    method="GET",
    path="/v1/incidents/{id}/notification-drafts/{duty}",
    tag=TAG,
    summary="Get text for the form of a duty",
    about="From the facts alone: no names, each person by a short code, and what the form asks "
    "that the facts do not say. It is a draft: nothing is sent to anybody.",
    endpoint=reading.draft_notification,
    answers={200: (NotificationDraft,)},
    scopes=reading.SCOPES,
    parameters=(ID, DUTY, p.ACTOR),
    problems=PROBLEMS,
    headers=HEADERS,
)
RULES: Final = Operation(
    id="getDuties",
    method="GET",
    path="/v1/duties",
    tag=TAG,
    summary="Read the rules in force",
    about="What brings each duty, to whom it is owed, what the law says, and the usual target.",
    endpoint=reading.read_rules,
    answers={200: (DutyRules,)},
    problems=(400, 404, 422),
)
RULES_AT: Final = Operation(
    id="getDutiesVersion",
    method="GET",
    path="/v1/duties/{version}",
    tag=TAG,
    summary="Read the rules at one version",
    about="A changed rule is a new version; what was judged by one names it.",
    endpoint=reading.read_rules_at,
    answers={200: (DutyRules,)},
    parameters=(VERSION,),
    problems=(400, 404, 422),
)
FACTS: Final = (
    INCIDENTS.fact(
        "duties",
        "Say that a duty is owed",
        facts.IdentifyDuty,
        deciding.identify,
        judged=True,
        accountable=True,
    ),
    INCIDENTS.fact(
        "ruled-out-duties",
        "Say that duties are not owed",
        facts.RuleOutDuties,
        deciding.rule_out,
        judged=True,
        accountable=True,
    ),
    INCIDENTS.fact(
        "candour-steps",
        "Record a step of the duty of candour",
        facts.CompleteCandourStep,
        deciding.complete_candour_step,
        accountable=True,
    ),
)

OPERATIONS: Final = (LIST, *FACTS, DRAFT, RULES, RULES_AT)
