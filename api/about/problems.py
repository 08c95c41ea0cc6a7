"""`/problems/{code}`: what every problem means and what to do about it.

The `type` of a problem is the address of its page. Besides Heed's own problems each refusal of a
domain rule has one, in the rule's own words.

Source: RFC 9457 section 3.1.1 (a type that is dereferenced explains itself).
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from api.contract.operation import Operation, Parameter
from api.problem.catalogue import CATALOGUE
from api.problem.problem import Problem, problem_of
from api.problem.problem_type import ProblemType
from api.schema import Answer
from domain.refusal import Refusal

Sentence = Annotated[str, Field(max_length=2_000)]


class ProblemPage(Answer):
    """One kind of problem."""

    type: Annotated[str, Field(max_length=200)]
    title: Sentence
    """What is wrong."""
    detail: Sentence
    """Why, and the way out."""
    status: Annotated[int, Field(ge=400, le=599, json_schema_extra={"format": "int32"})]
    retryable: bool
    """Whether the same request may succeed later without any change to it."""
    retry_after: (
        Annotated[int, Field(ge=0, le=86_400, json_schema_extra={"format": "int32"})] | None
    )
    """Seconds after which to send it again; null where none is better than another."""


def _refusals(known: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for refusal in known.__subclasses__():
        yield refusal
        yield from _refusals(refusal)


@cache
def every_problem() -> Mapping[str, ProblemType]:
    """By code: every rule of the domain that the operations know, and Heed's own problems."""
    rules = {refusal.code: problem_of(refusal()).type for refusal in _refusals()}
    return {**rules, **CATALOGUE}


async def explain(request: Request) -> Response:
    kind = every_problem().get(request.path_params["code"])
    if kind is None:
        raise Problem("not-found")
    page = ProblemPage(
        type=kind.uri,
        title=kind.title,
        detail=kind.detail,
        status=kind.status,
        retryable=kind.retryable,
        retry_after=kind.retry_after_seconds,
    )
    return Response(page.model_dump_json(), media_type="application/json")


CODE = Parameter(
    "code",
    "path",
    "The last part of a problem's `type`.",
    {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[a-z]+(-[a-z0-9]+)*$"},
    "read-model-behind",
)
EXPLAIN = Operation(
    id="explainProblem",
    method="GET",
    path="/problems/{code}",
    tag="about",
    summary="What a problem means",
    about="Cause and way out of every `type` that a problem has.",
    endpoint=explain,
    answers={200: (ProblemPage,)},
    parameters=(CODE,),
    problems=(404,),
    open=True,
)
