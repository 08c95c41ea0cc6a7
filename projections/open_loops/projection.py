"""The tables of the loose ends, and which histories they are derived from.

For each subject (an incident, an investigation, an action, an audit, a lesson) the loops that it
has had: since when something is owed, from when that is late, and when it was done. Whether a loop
is open is asked of a day: what is due next week is late next week, and no job has to run for that
to happen. Loops that a policy gives the same time have one `pace`, and an index has those that are
open in the order in which they grow late.

Some duties depend on what other streams say: `depends_on` names it, and whoever reads leaves out
what does not hold.

What is known of the subject itself stands once, apart: its service, whom it excludes, and what it
is about. An action is about investigations and audits, an investigation about incidents; whoever
may not see an incident does not see what came of it either. A theme is seen by whoever may see one
of its members.
"""

from typing import Final

from projections.open_loops.derivation import STREAMS, derive
from projections.runner.declaration import Column, Projection, Reads, Table

LOOPS: Final = Table(
    name="open_loops",
    key=(Column("subject", "uuid"), Column("loop", "text"), Column("part", "text")),
    columns=(
        Column("owed_since", "timestamptz"),
        Column("opened_at", "timestamptz"),
        Column("closed_at", "timestamptz"),
        Column("owner_role", "text"),
        Column("pace", "text"),
        Column("depends_on", "text"),
    ),
    indexes=(
        ("pace", "closed_at", "opened_at", "subject", "part", "loop"),
        ("pace", "closed_at", "owed_since", "subject", "part", "loop"),
    ),
)
SUBJECTS: Final = Table(
    name="loop_subjects",
    key=(Column("subject", "uuid"),),
    columns=(
        Column("kind", "text"),
        Column("service", "uuid"),
        Column("unit", "uuid"),
        Column("about", "uuid[]"),
        Column("members", "uuid[]"),
        Column("excluded", "uuid[]"),
        Column("void", "bool"),
        Column("owner_role", "text"),
        Column("held_on", "date"),
        Column("registered", "bool"),
    ),
    indexes=(("kind", "service", "held_on"),),
)

PROJECTION: Final = Projection(
    name="open_loops",
    tables=(LOOPS, SUBJECTS),
    reads=tuple(
        Reads(known.type, derive) for stream in STREAMS.values() for known in stream.events
    ),
    whole=True,
)
