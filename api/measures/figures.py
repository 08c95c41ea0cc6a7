"""A figure as it is sent and shown: six members, of which those of one form are there."""

from typing import Annotated, Any, Final

from pydantic import Field

from api.measures.facts import FigurePart
from api.schema import Answer
from domain.measure.figure import Figure, Number, Proportion, Rate, Value, Whole
from domain.measure.refusals import FigureIncomplete
from domain.service import Amount
from domain.vocabulary.service_type import ActivityKind

_FORMS: Final = (Value, Proportion, Rate)


class FigureAnswer(Answer):
    """The members of the other two forms are null."""

    value: Number | None
    numerator: Whole | None
    denominator: Annotated[int, Field(ge=1)] | None
    count: Whole | None
    activity: Amount | None
    activity_kind: ActivityKind | None


def figure_of(said: FigurePart) -> Figure:
    """Raises FigureIncomplete for none of the forms, a part of one, or more than one."""
    given = {name for name in FigurePart.model_fields if getattr(said, name) is not None}
    for form in _FORMS:
        if given == set(form.model_fields):
            return form(**{name: getattr(said, name) for name in given})
    raise FigureIncomplete


def figure_members(figure: Figure) -> dict[str, Any]:
    return dict.fromkeys(FigurePart.model_fields) | figure.model_dump()
