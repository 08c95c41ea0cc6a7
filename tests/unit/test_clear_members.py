"""Every text that a caller may send about an incident is sealed, looked up, or looked at.

Made from the schemas themselves, so that a new member of text cannot be forgotten: it is sealed
words, a name that only the alias table keeps, a code or reference in which no identifier may stand,
or it stands in the list here, with why.
"""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from api.duties import facts as duty_facts
from api.incidents import after_facts, facts
from api.incidents.report import Report
from api.nameless import NAMELESS

SEALED = {
    "what_happened",
    "text",
    "reason",
    "late_reason",
    "note",
    "extra",
    "url",
    "identity/name",
    "identity/nhs_number",
    "identity/address",
    "raised_by/name",
}
LOOKED_UP = {
    "unit_ref",
    "staff_ref",
    "people/ref",
    "exclude",
    "service/id",
    "service/cqc_location_id",
    "service/ods",
    "report",
    "into",
    "person",
}
"""Led to a random reference, or nowhere; what leads nowhere is sealed as it was sent."""
ALLOWED = {
    "source_ref": "looked at by the door itself, since no report can do without it",
    "media_type": "two words of a published list, around a slash",
    "sha256": "64 hexadecimal digits of a file",
}
MODULES = (facts, after_facts, duty_facts)
MODELS = [
    Report,
    *(
        one
        for module in MODULES
        for one in vars(module).values()
        if isinstance(one, type)
        and issubclass(one, BaseModel)
        and one.__module__ == module.__name__
    ),
]


def texts(annotation: Any, metadata: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """What stands beside each text in this annotation."""
    if annotation is str:
        yield metadata
    inner = getattr(annotation, "__metadata__", ())
    for one in get_args(annotation)[: 1 if inner else None]:
        yield from texts(one, (*metadata, *inner))


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from models_in(one)


def flat(metadata: tuple[Any, ...]) -> Iterator[Any]:
    for one in metadata:
        yield one
        if isinstance(one, FieldInfo):
            yield from one.metadata


def in_clear(model: type[BaseModel], at: str = "") -> Iterator[str]:
    """The places of texts that are looked at by nobody."""
    for name, field in model.model_fields.items():
        place = f"{at}/{name}" if at else name
        for beside in texts(field.annotation, tuple(field.metadata)):
            if NAMELESS not in list(flat(beside)):
                yield place
        for part in models_in(field.annotation):
            yield from in_clear(part, place)


def accounted_for(place: str) -> bool:
    known = SEALED | LOOKED_UP | ALLOWED.keys()
    return any(place == one or place.endswith(f"/{one}") for one in known)


@pytest.mark.parametrize("model", MODELS, ids=lambda one: one.__name__)
def test_no_text_about_an_incident_stands_in_clear_unseen(model):
    assert [place for place in in_clear(model) if not accounted_for(place)] == []


def test_a_text_that_nobody_looks_at_is_found():
    class Loose(BaseModel):
        note: str | None = None

    assert list(in_clear(Loose)) == ["note"]
