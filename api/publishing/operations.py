"""The operations on published tables and on the funnel, as the contract has them."""

from typing import Final

from api.contract import parameters as p
from api.contract.operation import Operation, Parameter
from api.contract.parameters import identifier_in_path
from api.pictures.funnel import drawn_too
from api.publishing import deciding, facts
from api.publishing.reading import (
    FIRST_YEAR,
    LAST_YEAR,
    SCOPES,
    PublishedTables,
    published_tables,
)
from api.publishing.resource import PUBLISHED_YEAR
from api.recording import Collection
from api.scope import Scope
from api.views.funnel import FUNNEL
from api.views.summary import summary_operation
from domain.publishing.audience import Audience
from domain.publishing.table import Dimension

YEARS: Final = Collection(
    path="/v1/published-tables",
    tag="published tables",
    noun="published year",
    resource=PUBLISHED_YEAR,
    identity=identifier_in_path("pub", "published year", "pub_0000000000000000000000000a"),
    reads=(Scope.VIEWS_READ, Scope.PUBLISHED_MANAGE),
    writes=(Scope.PUBLISHED_MANAGE,),
)
AUDIENCE: Final = Parameter(
    "audience",
    "query",
    "For whom: `provider` sees the true numbers beside what was published, with a key that acts "
    "for nobody; `peer_or_public` only what was published. Checked against the scopes of the key.",
    {
        "type": "string",
        "enum": [str(one) for one in Audience],
        "default": str(Audience.PEER_OR_PUBLIC),
        "maxLength": 20,
    },
    str(Audience.PEER_OR_PUBLIC),
)
YEAR: Final = Parameter(
    "year",
    "query",
    "Of which year.",
    {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR, "format": "int32"},
    2025,
    required=True,
)
DIMENSION: Final = Parameter(
    "dimension",
    "query",
    "Tables of this dimension. Repeat it for any of several.",
    {
        "type": "array",
        "items": {"type": "string", "enum": [str(one) for one in Dimension], "maxLength": 20},
        "maxItems": 20,
    },
    [str(Dimension.KIND)],
)
VIEW: Final = Operation(
    id="viewPublishedTables",
    method="GET",
    path="/v1/views/published-tables",
    tag="views",
    summary="See what was published of a year",
    about=(PublishedTables.__doc__ or "").strip(),
    endpoint=published_tables,
    answers={200: (PublishedTables,)},
    scopes=SCOPES[Audience.PEER_OR_PUBLIC],
    parameters=(AUDIENCE, YEAR, DIMENSION, p.ACTOR),
    problems=(400, 403, 422),
)
FUNNEL_VIEW: Final = summary_operation(
    FUNNEL,
    id_="viewFunnel",
    path="/v1/views/funnel",
    summary_text="See services of one type beside each other",
    scopes=(Scope.VIEWS_READ,),
)
OPERATIONS: Final = (
    *drawn_too(FUNNEL_VIEW),
    YEARS.begins("Publish a table", facts.PublishTable, deciding.publish, accountable=True),
    YEARS.read(),
    YEARS.history(),
    VIEW,
)
