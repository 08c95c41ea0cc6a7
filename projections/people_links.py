"""Which references to people are linked, one row for each end of each link.

Whatever is linked, directly or through others, means one person; `projections/cases/together.py`
puts them together.
"""

from collections.abc import Sequence
from typing import Final

from projections.account import uuid
from projections.runner.declaration import Change, Column, Event, Projection, Reads, Table

TABLE: Final = Table(
    name="people_links",
    key=(Column("person", "uuid"), Column("other", "uuid")),
    columns=(Column("linked", "bool"),),
    indexes=(("linked",),),
)


def _linked(event: Event) -> Sequence[Change]:
    return [Change("people_links", (event["stream_id"], uuid(event["other"])), {"linked": True})]


def _unlinked(event: Event) -> Sequence[Change]:
    return [Change("people_links", (event["stream_id"], uuid(event["other"])), {"linked": False})]


PROJECTION: Final = Projection(
    name="people_links",
    tables=(TABLE,),
    reads=(
        Reads("person.linked.v1", _linked, ("other",)),
        Reads("person.unlinked.v1", _unlinked, ("other",)),
    ),
)
