"""The operations on references to people, as the contract has them."""

from dataclasses import replace
from typing import Final

from api.contract import parameters as p
from api.contract.operation import Operation
from api.contract.parameters import identifier_in_path
from api.people import facts, linking
from api.people.answer import PersonLinks
from api.people.reading import reading_person
from api.people.resource import NAMED, PERSON
from api.people.searching import SEARCH
from api.people.unsealing import UNSEAL
from api.recording import Collection
from api.scope import Scope

READS: Final = (Scope.PEOPLE_LINK, Scope.REPEATS_READ)
PEOPLE: Final = Collection(
    path="/v1/people",
    tag="people",
    noun="person",
    resource=NAMED,
    identity=identifier_in_path("per", "person", "per_0000000000000000000000000a"),
    reads=READS,
    writes=(Scope.PEOPLE_LINK,),
)
READ: Final = Operation(
    id="getPerson",
    method="GET",
    path="/v1/people/{id}",
    tag="people",
    summary="Read what a reference is linked to",
    about="The references that it is linked to directly, and never who it is: as it stands, as it "
    "was at `version`, or as it was known at `known_at`.",
    endpoint=reading_person(READS),
    answers={200: (PersonLinks,)},
    scopes=READS,
    parameters=(PEOPLE.identity, p.AT_VERSION, p.AT_TIME, p.ACTOR),
    problems=(400, 403, 404, 422),
    headers={200: ("ETag",)},
)

OPERATIONS = (
    SEARCH,
    READ,
    replace(PEOPLE, resource=PERSON).history(),
    PEOPLE.fact(
        "links",
        "Say that another reference means the same person",
        facts.LinkPerson,
        linking.link,
        accountable=True,
    ),
    PEOPLE.fact(
        "unlinks",
        "Take a link back",
        facts.UnlinkPerson,
        linking.unlink,
        accountable=True,
    ),
    UNSEAL,
)
