"""The shape of every problem, for the contract.

Source: RFC 9457.
"""

from typing import Annotated

from pydantic import ConfigDict, Field

from api.schema import Answer

Text = Annotated[str, Field(max_length=2_000)]


class FindingAnswer(Answer):
    """One thing that is wrong. `pointer` names members of the schema only."""

    pointer: Annotated[str, Field(max_length=300)]
    code: Annotated[str, Field(max_length=64)]
    detail: Text


class Problem(Answer):
    """What went wrong, and what to do about it. Never repeats what was sent."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(max_length=200)]
    title: Text
    status: Annotated[int, Field(ge=400, le=599, json_schema_extra={"format": "int32"})]
    detail: Text
    instance: Annotated[str, Field(max_length=500)]
    request_id: Annotated[str, Field(max_length=64)]
    retryable: bool
    errors: Annotated[tuple[FindingAnswer, ...], Field(max_length=1_000)]
