"""`POST /v1/people/searches`: find a person by your own reference, or by NHS number.

Only by POST, so that no identifier stands in an address; what is asked goes through a keyed blind
index and is not kept.

Source: OWASP ASVS 14.2.1 (nothing personal in URLs); UK GDPR Art 5(1)(f).
"""

from typing import Annotated

from pydantic import Field
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from adapters.vault.nhs_digits import nhs_digits
from api.asking import asked
from api.command import must_hold, validated
from api.contract import parameters as p
from api.contract.operation import Operation
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.schema import Answer, PersonId, Ref, Request
from api.scope import Scope
from domain.identifier import shown


class SearchPeople(Request):
    """By your own reference, or by NHS number: one of the two."""

    ref: Ref | None = None
    nhs_number: Annotated[str, Field(min_length=10, max_length=14)] | None = None


class FoundPerson(Answer):
    """A random reference of this provider; who it is lies sealed with the incidents."""

    id: PersonId


class FoundPeople(Answer):
    data: Annotated[tuple[FoundPerson, ...], Field(max_length=200)]


def _name(search: SearchPeople, source: str) -> tuple[str, ...]:
    if (search.ref is None) is (search.nhs_number is None):
        raise Problem("validation", errors=[Finding("", "one_of_two", "Send one of the two.")])
    if search.ref is not None:
        return "person_ref", source, search.ref
    number = search.nhs_number or ""
    if not nhs_digits(number):
        raise Problem("validation", errors=[Finding("/nhs_number", "wrong_form")])
    return "nhs_number", number


async def search_people(request: HttpRequest) -> Response:
    asking = await asked(request)
    must_hold(asking, (Scope.PEOPLE_SEARCH,))
    search = validated(SearchPeople, asking.raw)
    index = asking.heed.vault.blind(asking.provider, *_name(search, asking.principal.source))
    found = await asking.heed.log.aliases(asking.provider, [index])
    data = [{"id": shown("per", person)} for person in found.values()]
    answer = FoundPeople.model_validate({"data": data})
    return Response(answer.model_dump_json(), media_type="application/json")


SEARCH = Operation(
    id="searchPeople",
    method="POST",
    path="/v1/people/searches",
    tag="people",
    summary="Find a person",
    about="By your own reference, or by NHS number. Nothing of the question is kept.",
    endpoint=search_people,
    takes=SearchPeople,
    answers={200: (FoundPeople,)},
    scopes=(Scope.PEOPLE_SEARCH,),
    parameters=(p.ACTOR,),
    problems=(400, 403, 404, 413, 415, 422),
)
