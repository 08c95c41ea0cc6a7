"""The shape of the report that a council expects: sections, each given or missing and why."""

from typing import Annotated, Any

from pydantic import Field

from api.incidents.answer import MomentAnswer, Sealed, Word
from api.schema import Answer, IncidentId, InvestigationId
from domain.moment import Day


class GivenAnswer(Answer):
    """One thing that is there. `code`, `text`, `sealed` and `count` are what is said of it; null
    where it is not of that kind. `href`: where all of it is read.
    """

    what: Word
    incident: IncidentId | None
    code: Word | None
    text: Annotated[str, Field(max_length=20_000)] | None
    sealed: Sealed | None
    count: Annotated[int, Field(ge=0)] | None
    at: MomentAnswer | None
    href: Annotated[str, Field(max_length=300)] | None


class SectionAnswer(Answer):
    """`missing`: why there is nothing, null where something is given."""

    section: Word
    given: Annotated[tuple[GivenAnswer, ...], Field(max_length=20_000)]
    missing: Annotated[str, Field(max_length=300)] | None


class S42Answer(Answer):
    """`due_on`: the earliest day on which the council wants it, where it said one."""

    investigation: InvestigationId
    due_on: Day | None
    sections: Annotated[tuple[SectionAnswer, ...], Field(max_length=20)]


def given(what: str, **said: Any) -> dict[str, Any]:
    """One thing that is there; whatever is not said of it is null."""
    nothing = dict.fromkeys(GivenAnswer.model_fields)
    return {**nothing, "what": what, **said}
