"""The operations on policies and vocabularies, as the contract has them."""

from typing import Any, Final

from pydantic import BaseModel

from api.command import Fact
from api.contract import parameters as p
from api.contract.operation import Endpoint, Operation, Parameter
from api.policies import deciding, facts, reading
from api.policies.resource import (
    POLICIES,
    VOCABULARIES,
    PoliciesAnswer,
    PoliciesRecorded,
    PolicyAnswer,
    VocabulariesAnswer,
    VocabulariesRecorded,
)
from api.recording import PROBLEMS, RECORDED, Decide, endpoint_of
from api.resource import Resource
from api.schema import Answer
from api.scope import Scope

TAG: Final = "policies"
POLICY: Final = Parameter(
    "policy",
    "path",
    "The name of a policy.",
    {"type": "string", "minLength": 2, "maxLength": 40, "pattern": "^[a-z][a-z0-9_]{1,39}$"},
    "feedback",
)
VOCABULARY: Final = Parameter(
    "name",
    "path",
    "The name of a vocabulary.",
    {"type": "string", "minLength": 2, "maxLength": 40, "pattern": "^[a-z][a-z0-9_]{1,39}$"},
    "factor",
)
VERSION: Final = Parameter(
    "version",
    "path",
    "Its version.",
    {"type": "string", "minLength": 1, "maxLength": 20, "pattern": r"^[0-9]+(\.[0-9]+)?$"},
    "1",
)
FROM: Final = Parameter(
    "from",
    "query",
    "The version to compare with; the one before, unless said.",
    {"type": "string", "minLength": 1, "maxLength": 20, "pattern": r"^[0-9]+(\.[0-9]+)?$"},
    "1",
)


def _fact(
    name: str,
    path: str,
    summary: str,
    model: type[BaseModel],
    decide: Decide,
    resource: Resource[Any],
    answer: type[Answer],
) -> Operation:
    scopes = (Scope.POLICIES_MANAGE,)
    fact = Fact(model, resource, scopes, decide, accountable=True, of_provider=True)
    return Operation(
        id=name,
        method="POST",
        path=path,
        tag=TAG,
        summary=summary,
        about=(model.__doc__ or summary).strip(),
        endpoint=endpoint_of(fact),
        takes=model,
        answers={201: (answer,)},
        scopes=scopes,
        parameters=(p.KEY, p.ACTOR_REQUIRED),
        problems=PROBLEMS,
        headers=RECORDED,
    )


def _read(
    name: str,
    path: str,
    summary: str,
    endpoint: Endpoint,
    answer: type[Answer],
    *parameters: Parameter,
) -> Operation:
    return Operation(
        id=name,
        method="GET",
        path=path,
        tag=TAG,
        summary=summary,
        about=(answer.__doc__ or summary).strip(),
        endpoint=endpoint,
        answers={200: (answer,)},
        scopes=reading.SCOPES,
        parameters=(*parameters, p.ACTOR),
        problems=(400, 403, 404, 422),
    )


OPERATIONS = (
    _fact(
        "setPolicy",
        "/v1/policies",
        "Set a policy",
        facts.SetPolicy,
        deciding.decide_policy,
        POLICIES,
        PoliciesRecorded,
    ),
    _read(
        "listPolicies",
        "/v1/policies",
        "Read every policy",
        reading.everything(POLICIES),
        PoliciesAnswer,
    ),
    _read(
        "getPolicy",
        "/v1/policies/{policy}/{version}",
        "Read a policy at a version",
        reading.read_policy,
        PolicyAnswer,
        POLICY,
        VERSION,
    ),
    _read(
        "comparePolicy",
        "/v1/policies/{policy}/{version}/diff",
        "Compare versions of a policy",
        reading.compare_policy,
        reading.PolicyDiff,
        POLICY,
        VERSION,
        FROM,
    ),
    _fact(
        "extendVocabulary",
        "/v1/vocabularies",
        "Add codes of your own",
        facts.ExtendVocabulary,
        deciding.extend_vocabulary,
        VOCABULARIES,
        VocabulariesRecorded,
    ),
    _read(
        "listVocabularies",
        "/v1/vocabularies",
        "List vocabularies",
        reading.everything(VOCABULARIES),
        VocabulariesAnswer,
    ),
    _read(
        "getVocabulary",
        "/v1/vocabularies/{name}/{version}",
        "Read a vocabulary at a version",
        reading.read_vocabulary,
        reading.VocabularyAnswer,
        VOCABULARY,
        VERSION,
    ),
    _read(
        "compareVocabulary",
        "/v1/vocabularies/{name}/{version}/diff",
        "Compare versions of a vocabulary",
        reading.compare_vocabulary,
        reading.VocabularyDiff,
        VOCABULARY,
        VERSION,
        FROM,
    ),
)
