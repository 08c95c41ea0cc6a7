"""The filters that several lists share, and their pages."""

from typing import Final

from api.contract.operation import Parameter as Told
from api.edge.parameter import flag, text, whole
from api.edge.query import Query
from api.reader import Reader
from api.views.cursor import LONGEST
from api.views.filter import Filter, codes, day, identities, time
from api.views.patience import MOST_SECONDS, USUAL_SECONDS
from domain.incident.vocabulary import Kind, RiskType
from projections.question import Question
from projections.register import CLOSED, IN_ERROR, MERGED, OPEN

MOST: Final = 200
STATE: Final = codes(
    "state",
    "State of the incident; open and closed where it is not said.",
    (OPEN, CLOSED, MERGED, IN_ERROR),
)
KIND: Final = codes("kind", "What it is: the provider's decision, else the reporter's word.", Kind)
SERVICE: Final = identities("service", "Where it belongs.", "svc")
UNIT: Final = identities("unit", "The unit of the service.", "unt")
RECORDED_FROM: Final = time("recorded_from", "First recorded then or later.")
RECORDED_BEFORE: Final = time("recorded_before", "First recorded before then.")
OCCURRED_FROM: Final = time("occurred_from", "Began then or later, as far as is known.")
OCCURRED_BEFORE: Final = time("occurred_before", "Began before then, as far as is known.")
RISK_TYPE: Final = codes("risk_type", "Type of abuse or neglect.", RiskType)
AS_OF: Final = time("as_of", "Which day is today, for ages and for what is overdue; else now.")
KNOWN_AT: Final = time(
    "known_at",
    "As it was known then: only what Heed had recorded by that time. Imported history is known "
    "from the day of its import.",
)
FROM: Final = day(
    "from",
    "Dated then or later: by first noticing, else when it began, was known to the organisation or "
    "was recorded.",
)
BEFORE: Final = day("before", "Dated before then.")

ABOUT_INCIDENTS: Final = (
    STATE,
    KIND,
    SERVICE,
    UNIT,
    RECORDED_FROM,
    RECORDED_BEFORE,
    OCCURRED_FROM,
    OCCURRED_BEFORE,
)
"""What `question_of` reads."""

LIMIT: Final = Filter(
    whole("limit", 1, MOST, default=50),
    Told(
        "limit",
        "query",
        "How many at most.",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50, "format": "int32"},
        50,
    ),
)
CURSOR: Final = Filter(
    text("cursor", longest=LONGEST),
    Told(
        "cursor",
        "query",
        "`next_cursor` of the page before, with the same filters.",
        {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[A-Za-z0-9_-]+$"},
        None,  # only a page before gives one
    ),
)
PAGES: Final = (LIMIT, CURSOR)
TALLY: Final = Filter(
    flag("tally"),
    Told(
        "tally",
        "query",
        "`true`: the first page counts all that the filters leave as well. That takes the longer, "
        "the more there is; a page alone does not.",
        {"type": "boolean", "default": False},
        example=True,
    ),
)
MIN_POSITION: Final = Told(
    "Heed-Min-Position",
    "header",
    "The list must reflect this position, as Heed gave it in `Heed-Position`: read your own "
    "writes. Else 503 `read-model-behind`.",
    {"type": "string", "maxLength": 40, "pattern": r"^e[0-9]+\.[0-9]+$"},
    "e1.1",
)
PREFER: Final = Told(
    "Prefer",
    "header",
    f"`wait=N`: seconds to wait for `Heed-Min-Position`, {USUAL_SECONDS} unless said, "
    f"{MOST_SECONDS} at most. `handling=lenient`: answer with what there is then, marked "
    "`Heed-Stale`.",
    {"type": "string", "maxLength": 200},
    "wait=5",
)


def question_of(query: Query, reader: Reader) -> Question:
    """Which incidents the list is about, for whoever reads. What is not sent does not narrow."""
    return Question(
        persons=tuple(reader.persons),
        states=query[STATE.read] or (OPEN, CLOSED),
        kinds=query[KIND.read] or None,
        services=query[SERVICE.read] or None,
        units=query[UNIT.read] or None,
        recorded_from=query[RECORDED_FROM.read],
        recorded_before=query[RECORDED_BEFORE.read],
        occurred_from=query[OCCURRED_FROM.read],
        occurred_before=query[OCCURRED_BEFORE.read],
    )
