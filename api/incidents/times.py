"""Times of what was done about an incident: none of it can come before the incident was known."""

from api.attempt import Attempt
from api.times import moment_after
from domain.incident.clocks import first_known
from domain.incident.state import Incident
from domain.moment import Moment, When


def time_in(attempt: Attempt, incident: Incident, at: When | None) -> Moment | None:
    """A claimed time, marked where it lies in the future or before anybody had noticed."""
    return moment_after(attempt, at, first_known(incident.account))
