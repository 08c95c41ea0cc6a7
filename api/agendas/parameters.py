"""What an agenda is asked for: which meeting, of which service, for which role, on which day."""

import re
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from api.agendas.meetings import Meeting
from api.contract.operation import Parameter
from api.edge.parameter import Parameter as Read
from api.views.filter import Filter
from api.views.filters import AS_OF
from domain import identifier

_ROLE: Final = re.compile(r"[a-z][a-z0-9_]{1,39}", re.ASCII)


def _role(texts: Sequence[str]) -> str | None:
    return texts[0] if texts and _ROLE.fullmatch(texts[0]) else None


def _service(texts: Sequence[str]) -> UUID | None:
    return identifier.read("svc", texts[0]) if texts else None


MEETING: Final = Parameter(
    "meeting",
    "path",
    "Which meeting.",
    {"type": "string", "enum": [str(one) for one in Meeting], "maxLength": 40},
    Meeting.TEAM_MEETING,
    required=True,
)
SERVICE: Final = Filter(
    Read("service", _service),
    Parameter(
        "service",
        "query",
        "The service that meets; without it, all of the provider.",
        {
            "type": "string",
            "minLength": 30,
            "maxLength": 30,
            "pattern": "^svc_[0-7][0-9a-hjkmnp-tv-z]{25}$",
        },
        None,  # it must be a service of the provider
    ),
)
ROLE: Final = Filter(
    Read("role", _role),
    Parameter(
        "role",
        "query",
        "Only what is for this role: lessons it is in the audience of, and what it owns.",
        {"type": "string", "pattern": "^[a-z][a-z0-9_]{1,39}$", "minLength": 2, "maxLength": 40},
        "care_worker",
    ),
)
FILTERS: Final = (SERVICE, ROLE, AS_OF)
