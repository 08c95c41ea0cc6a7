"""What a council expects of a provider that it caused to enquire, as far as it is there.

Every section is given or says why it is missing; none is left out, so that a gap is seen before
the council asks. It draws on the investigation, its incidents and the actions that answer it, and
judges nothing.

Source: Care Act 2014 s42(2); statutory guidance 14 (objectives of an enquiry); Making
Safeguarding Personal.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.asking import asked
from api.command import must_hold
from api.edge.query import read_query
from api.investigations.chronology import READS, happenings, incidents_of
from api.investigations.resource import INVESTIGATION
from api.investigations.s42_answer import S42Answer, given
from api.investigations.s42_case import adult, due_on, outcome, protection, told
from api.investigations.s42_learning import actions, actions_of, effects, findings
from api.reader import reader_of
from domain.identifier import shown

Item = dict[str, Any]
MISSING = {
    "what_happened": "Nobody has said in words what happened.",
    "immediate_protection": "What was done at once, and whether people are safe, is not recorded.",
    "wishes_of_the_adult": "Nobody has recorded what the adult wants.",
    "chronology": "Nothing is in the chronology.",
    "findings": "Nothing was found yet, nor declared that nothing was found.",
    "actions": "No action answers a finding yet.",
    "learning": "No action was reviewed for its effect yet.",
    "outcome": "The enquiry has no outcome, and the investigation is not signed off.",
}
"""The sections in their order, and what is said where one is empty."""


def _chronology(name: str, count: int) -> list[Item]:
    href = f"/v1/investigations/{name}/chronology"
    return [given("happenings", count=count, href=href)] if count else []


async def read(request: Request) -> Response:
    asking = await asked(request)
    must_hold(asking, READS)
    read_query(request.scope["query_string"], ())
    identity = INVESTIGATION.identity(request.path_params["id"])
    reader, name = await reader_of(asking), shown("inv", identity)
    rows = await asking.heed.log.load(asking.provider, identity)
    at = await INVESTIGATION.standing(reader, rows)
    incidents = await incidents_of(reader, at.state)
    cases = {stream: incident for stream, (incident, _) in incidents.items()}
    answering = await actions_of(reader, at.state)
    said = {
        "what_happened": told(cases),
        "immediate_protection": protection(cases),
        "wishes_of_the_adult": adult(cases),
        "chronology": _chronology(name, len(happenings(rows, incidents))),
        "findings": findings(at),
        "actions": actions(answering),
        "learning": effects(answering),
        "outcome": outcome(cases, at),
    }
    sections = [
        {"section": one, "given": said[one], "missing": None if said[one] else why}
        for one, why in MISSING.items()
    ]
    answer = S42Answer.model_validate(
        {"investigation": name, "due_on": due_on(cases.values()), "sections": sections}
    )
    return Response(answer.model_dump_json(), media_type="application/json")
