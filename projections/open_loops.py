"""Loose ends: what was begun and has not come to its end, and since when.

For each subject (an incident, an investigation, an action, an audit) the loops that it may have
open, each with the instants at which it opened and closed. Whether one is open is asked of a day:
an action that is due next week opens its loop then, and no job has to run for that to happen.
A loop that belongs to some kinds of incident begins when the incident becomes one, and only counts
while it is one.

What is known of the subject itself stands once, apart: its service, whom it excludes, and what it
is about. An action is about investigations and audits, an investigation about incidents; whoever
may not see an incident does not see what came of it either.
"""

from typing import Final

from projections.incident_loops import INCIDENTS
from projections.learning_loops import LEARNING
from projections.runner.declaration import Column, Merge, Projection, Table

LOOPS: Final = Table(
    name="open_loops",
    key=(Column("subject", "uuid"), Column("loop", "text"), Column("part", "text")),
    columns=(
        Column("opened_at", "timestamptz", Merge.LEAST),
        Column("reopened_at", "timestamptz"),
        Column("closed_at", "timestamptz"),
        Column("kinds", "text[]"),
    ),
    indexes=(("closed_at",),),
)
SUBJECTS: Final = Table(
    name="loop_subjects",
    key=(Column("subject", "uuid"),),
    columns=(
        Column("reported_kind", "text"),
        Column("classified_kind", "text"),
        Column("service", "uuid"),
        Column("unit", "uuid"),
        Column("about", "uuid[]"),
        Column("excluded", "uuid[]"),
        Column("void", "bool"),
        Column("owner_role", "text"),
    ),
)

PROJECTION: Final = Projection(
    name="open_loops", tables=(LOOPS, SUBJECTS), reads=(*INCIDENTS, *LEARNING)
)
