"""Reading policies and vocabularies: as they stand, at a version, and what a version changed."""

from typing import Annotated, Any, Final

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from api.asking import Asking, asked
from api.command import must_hold
from api.contract.operation import Endpoint
from api.edge.parameter import text
from api.edge.query import read_query
from api.incidents.answer import Word
from api.policies.resource import (
    POLICIES,
    VOCABULARIES,
    PolicyAnswer,
    Value,
    VersionName,
    policy_members,
)
from api.precondition import etag
from api.problem.problem import Problem
from api.reader import reader_of
from api.resource import Resource, Standing
from api.schema import Answer, Version
from api.scope import Scope
from domain.provider import Provider
from domain.published import extended, versions_of
from domain.vocabulary.term import Term, TermCode, Vocabulary, difference

SCOPES: Final = (Scope.POLICIES_READ, Scope.POLICIES_MANAGE)
FROM: Final = text("from", longest=20)
MOST_TERMS: Final = 20_000


class TermAnswer(Answer):
    code: TermCode
    label: Annotated[str, Field(max_length=200)]
    broader: TermCode | None
    maps_to: Annotated[tuple[TermCode, ...], Field(max_length=50)]


Terms = Annotated[tuple[TermAnswer, ...], Field(max_length=MOST_TERMS)]


class VocabularyAnswer(Answer):
    """A vocabulary at one version."""

    name: Word
    version: VersionName
    about: Annotated[str, Field(max_length=2_000)]
    source: Annotated[str, Field(max_length=300)]
    maps_to: Word | None
    """The vocabulary that its terms map to, many to many."""
    terms: Terms


class VocabularyDiff(Answer):
    """What the version has that the earlier one has not."""

    name: Word
    from_: VersionName = Field(alias="from")
    to: VersionName
    added: Terms
    removed: Terms
    changed: Terms


class PolicyDiff(Answer):
    """What the policy said before, and what it says at the version."""

    policy: Word
    from_: Version = Field(alias="from")
    to: Version
    before: Value
    after: Value


async def _standing(request: Request, resource: Resource[Provider]) -> Standing[Provider]:
    asking = await asked(request)
    must_hold(asking, SCOPES)
    rows = await asking.heed.log.load(asking.provider, asking.provider)
    return await resource.standing(await reader_of(asking), rows)


def _json(answer: Answer) -> Response:
    return Response(answer.model_dump_json(), media_type="application/json")


def everything(resource: Resource[Provider]) -> Endpoint:
    """The endpoint that answers with all of them."""

    async def endpoint(request: Request) -> Response:
        asking: Asking = await asked(request)
        read_query(request.scope["query_string"], ())
        at = await _standing(request, resource)
        answer = resource.answer(await reader_of(asking), at)
        headers = {"ETag": etag(at.version)}
        return Response(answer.model_dump_json(), media_type="application/json", headers=headers)

    return endpoint


def _policy(at: Standing[Provider], policy: str, version: str) -> dict[str, Any]:
    """Raises Problem `not-found` for a policy or a version that there is not."""
    try:
        return policy_members(at, policy, int(version))
    except (KeyError, ValueError):
        raise Problem("not-found") from None


async def read_policy(request: Request) -> Response:
    at = await _standing(request, POLICIES)
    read_query(request.scope["query_string"], ())
    path = request.path_params
    return _json(PolicyAnswer.model_validate(_policy(at, path["policy"], path["version"])))


async def compare_policy(request: Request) -> Response:
    at = await _standing(request, POLICIES)
    sent = read_query(request.scope["query_string"], (FROM,))[FROM]
    path = request.path_params
    after = _policy(at, path["policy"], path["version"])
    before = _policy(at, path["policy"], sent or str(max(after["version"] - 1, 1)))
    answer = {
        "policy": after["policy"],
        "from": before["version"],
        "to": after["version"],
        "before": before["value"],
        "after": after["value"],
    }
    return _json(PolicyDiff.model_validate(answer))


def _vocabulary(at: Standing[Provider], name: str, version: str) -> Vocabulary:
    """Raises Problem `not-found` for a vocabulary or a version that there is not."""
    found = extended(name, at.state.extensions, version)
    if found is None:
        raise Problem("not-found")
    return found


def _terms(terms: tuple[Term, ...]) -> list[dict[str, Any]]:
    return [
        {
            "code": term.code,
            "label": term.label,
            "broader": term.broader,
            "maps_to": term.maps_to,
        }
        for term in terms
    ]


async def read_vocabulary(request: Request) -> Response:
    at = await _standing(request, VOCABULARIES)
    read_query(request.scope["query_string"], ())
    path = request.path_params
    found = _vocabulary(at, path["name"], path["version"])
    answer = {
        "name": found.name,
        "version": found.version,
        "about": found.about,
        "source": found.source,
        "maps_to": found.maps_to,
        "terms": _terms(found.terms),
    }
    return _json(VocabularyAnswer.model_validate(answer))


async def compare_vocabulary(request: Request) -> Response:
    at = await _standing(request, VOCABULARIES)
    sent = read_query(request.scope["query_string"], (FROM,))[FROM]
    name, version = request.path_params["name"], request.path_params["version"]
    newer = _vocabulary(at, name, version)
    versions = versions_of(name, at.state.extensions)
    before = sent or versions[max(versions.index(version) - 1, 0)]
    older = _vocabulary(at, name, before)
    found = difference(older, newer)
    answer = {
        "name": name,
        "from": older.version,
        "to": newer.version,
        "added": _terms(found.added),
        "removed": _terms(found.removed),
        "changed": _terms(found.changed),
    }
    return _json(VocabularyDiff.model_validate(answer))
