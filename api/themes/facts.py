"""What callers send about a theme. Free text is learning text: it names nobody."""

from typing import Annotated

from pydantic import Field

from api.schema import (
    FindingId,
    GovernanceReviewId,
    IncidentId,
    InvestigationId,
    Line,
    Request,
    Role,
    ServiceId,
    Words,
)
from domain.moment import Day, When
from domain.vocabulary.factor import Factor


class BeginTheme(Request):
    """You see something that recurs, whether or not a rule does. It is confirmed with that."""

    title: Line
    reason: Words
    incidents: Annotated[tuple[IncidentId, ...], Field(min_length=1, max_length=200)]
    """In which incidents you see it."""
    service: ServiceId | None = None
    """Where it is; without it, all of the provider."""
    factor: Factor | None = None
    at: When | None = None


class ConfirmTheme(Request):
    """You see it too: it is a theme, and governance works on it from now on."""

    reason: Words | None = None
    at: When | None = None


class DismissTheme(Request):
    """You do not see it, and why. Its incidents make no new theme by themselves."""

    reason: Words
    at: When | None = None


class WatchTheme(Request):
    """Enough was done for now; whether it holds is watched."""

    reason: Words | None = None
    until: Day | None = None
    """When it is to be looked at again."""
    at: When | None = None


class EscalateTheme(Request):
    """It needs somebody further up."""

    to: Role
    """To whom, such as `nominated_individual` or `board`."""
    reason: Words | None = None
    at: When | None = None


class RetireTheme(Request):
    """It is over: as many governance reviews as your policy `theme_rules` asks for looked at it,
    and no incident of it was noticed since the first of them.
    """

    reason: Words
    reviews: Annotated[tuple[GovernanceReviewId, ...], Field(max_length=20)] = ()
    at: When | None = None


class LinkFinding(Request):
    """A finding that belongs to the theme; the incidents that it rests on join with it."""

    investigation: InvestigationId
    finding: FindingId
    reason: Words | None = None
    at: When | None = None
