"""The tables from which trends, themes and indicators are counted.

One row for each incident, finding, investigation, criterion of an audit and span of activity, as
it stands: codes, counts, days and references only. `trend_grounds` says which factor the standing
findings of an investigation give to which incident, so that a count by factor is a join by key.
"""

from typing import Final

from projections.runner.declaration import Column, Table

INCIDENTS: Final = Table(
    name="trend_incidents",
    key=(Column("incident", "uuid"),),
    columns=(
        Column("position", "bigint"),
        Column("recorded_at", "timestamptz"),
        Column("source", "text"),
        Column("kind", "text"),
        Column("service", "uuid"),
        Column("unit", "uuid"),
        Column("state", "text"),
        Column("excluded", "uuid[]"),
        Column("restricted", "bool"),
        Column("noticed_at", "timestamptz"),
        Column("aware_at", "timestamptz"),
        Column("told_at", "timestamptz"),
        Column("health_at", "timestamptz"),
        Column("aware", "bool"),
        Column("told", "bool"),
        Column("health", "bool"),
        Column("noticed_on", "date"),
        Column("occurred_on", "date"),
        Column("aware_on", "date"),
        Column("recorded_on", "date"),
        Column("noticed_by", "text"),
        Column("raised_outside", "bool"),
        Column("anonymous", "bool"),
        Column("harm", "text"),
        Column("suggested_factors", "text[]"),
        Column("risk_types", "text[]"),
        Column("risk_sources", "text[]"),
        Column("risk_locations", "text[]"),
        Column("risks", "text[]"),
        Column("adults", "uuid[]"),
        Column("alleged", "uuid[]"),
        Column("wishes_asked", "text"),
        Column("lacked_capacity", "text"),
        Column("supported_by", "text"),
        Column("wishes_outcome", "text"),
        Column("council_decision", "text"),
        Column("closed_at", "timestamptz"),
        Column("external_reports", "bool"),
        Column("outside_at", "timestamptz"),
        Column("reporter_feedback_due_by", "timestamptz"),
        Column("reporter_feedback_told_at", "timestamptz"),
        Column("late_duties", "text[]"),
        Column("ruled_out_duties", "text[]"),
    ),
    indexes=(
        ("position",),
        ("service", "noticed_on"),
        ("noticed_on",),
        ("occurred_on",),
        ("aware_on",),
        ("recorded_on",),
        ("service", "source", "recorded_on"),
        ("restricted",),
    ),
)
# One row for each person and what they are in an incident, so that one person is found by an index.
PEOPLE: Final = Table(
    name="trend_people",
    key=(Column("incident", "uuid"), Column("role", "text"), Column("person", "uuid")),
    columns=(),
    indexes=(("person",),),
)
# Those that were merged into an incident and go on in it: what was found of them is found of it.
JOINED: Final = Table(
    name="trend_joined",
    key=(Column("incident", "uuid"), Column("joined", "uuid")),
    columns=(),
    indexes=(("joined",),),
)
FINDINGS: Final = Table(
    name="trend_findings",
    key=(Column("investigation", "uuid"), Column("finding", "uuid")),
    columns=(
        Column("incidents", "uuid[]"),
        Column("service", "uuid"),
        Column("factor", "text"),
        Column("secondary", "text[]"),
        Column("level", "text"),
        Column("origin", "text"),
        Column("found_at", "timestamptz"),
        Column("withdrawn", "bool"),
    ),
    indexes=(("factor",),),
)
GROUNDS: Final = Table(
    name="trend_grounds",
    key=(Column("investigation", "uuid"), Column("incident", "uuid"), Column("factor", "text")),
    columns=(Column("findings", "int"),),
    indexes=(("incident",),),
)
INVESTIGATIONS: Final = Table(
    name="trend_investigations",
    key=(Column("investigation", "uuid"),),
    columns=(
        Column("incidents", "uuid[]"),
        Column("service", "uuid"),
        Column("origin", "text"),
        Column("method", "text"),
        Column("opened_at", "timestamptz"),
        Column("completed_at", "timestamptz"),
        Column("signed_off_at", "timestamptz"),
        Column("declared_none", "bool"),
        Column("stopped", "bool"),
    ),
)
AUDITS: Final = Table(
    name="trend_audits",
    key=(Column("audit", "uuid"), Column("criterion", "text")),
    columns=(
        Column("service", "uuid"),
        Column("unit", "uuid"),
        Column("tool", "text"),
        Column("tool_version", "text"),
        Column("sample", "text"),
        Column("done_on", "date"),
        Column("passed", "int"),
        Column("checked", "int"),
        Column("met", "bool"),
    ),
    indexes=(("service", "done_on"),),
)
SERVICES: Final = Table(
    name="trend_services",
    key=(Column("service", "uuid"),),
    columns=(
        Column("service_type", "text"),
        Column("opened_on", "date"),
        Column("closed_on", "date"),
        Column("units", "uuid[]"),
    ),
)
ACTIVITY: Final = Table(
    name="trend_activity",
    key=(Column("service", "uuid"), Column("unit", "text"), Column("nth", "int")),
    columns=(
        Column("kind", "text"),
        Column("first", "date"),
        Column("last", "date"),
        Column("amount", "numeric"),
        Column("recorded_at", "timestamptz"),
    ),
)
