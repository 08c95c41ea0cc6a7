"""What a signal is about, as callers know it: the kind, the identifier, and where it is read."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from api.schema import Answer
from domain.identifier import shown
from domain.signal.vocabulary import SubjectKind

WHERE: Final = {
    SubjectKind.CHART: ("mea", "measures"),
    SubjectKind.SLIPPED: ("mea", "measures"),
    SubjectKind.THEME: ("thm", "themes"),
    SubjectKind.DUTY: ("inc", "incidents"),
    SubjectKind.RECURRENCE: ("act", "actions"),
    SubjectKind.REPEAT: ("per", "people"),
}
"""The prefix of the identifier, and the collection it is read in."""

SignalSubjectId = Annotated[
    str,
    Field(max_length=30, pattern=r"^(mea|thm|inc|act|per)_[0-7][0-9a-hjkmnp-tv-z]{25}$"),
]


ChartHref = Annotated[str, Field(max_length=300)]


class SubjectAnswer(Answer):
    """What was noticed: a measure, a theme, a duty of an incident, an action, a person."""

    kind: SubjectKind
    id: SignalSubjectId
    part: Annotated[str, Field(max_length=120)] | None
    """Such as the duty that is late."""
    href: Annotated[str, Field(max_length=300)]


def subject_members(kind: SubjectKind, identity: UUID, part: str | None) -> dict[str, str | None]:
    prefix, collection = WHERE[kind]
    named = shown(prefix, identity)
    return {"kind": kind, "id": named, "part": part, "href": f"/v1/{collection}/{named}"}


def chart_of(kind: SubjectKind, identity: UUID) -> str | None:
    """The address of the chart that it is seen on; None where it is about no measure."""
    prefix, collection = WHERE[kind]
    return f"/v1/{collection}/{shown(prefix, identity)}/chart" if prefix == "mea" else None
