"""Whether two incidents, reported by two systems, may be the same one: reasons, never a verdict.

They may be where they were first noticed within 72 hours of each other and name the same person,
or happened in the same service in periods that overlap. Two systems name a person differently; the
same NHS number is what shows it. People look, and merge them or do not.

Source: Heed's rule that records are linked by people, citing what they saw.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain.incident.account import Occurred
from domain.incident.state import Incident
from domain.moment import span

WITHIN: Final = timedelta(hours=72)


class Alike(StrEnum):
    """Why two incidents may be the same one."""

    SAME_PERSON = "same_person"
    SAME_NHS_NUMBER = "same_nhs_number"
    SAME_SERVICE_AND_TIME = "same_service_and_time"


@dataclass(frozen=True, slots=True)
class Seen:
    """An incident, and when it was first recorded."""

    incident: Incident
    recorded_at: datetime

    @property
    def noticed_at(self) -> datetime:
        """When it was first noticed, as far as a clock can tell."""
        account = self.incident.account
        for claim in (account.first_noticed, account.organisation_aware):
            at = None if claim is None else claim.instant()
            if at is not None:
                return at
        return self.recorded_at


def _persons(incident: Incident) -> set[UUID]:
    return {person.person for person in incident.people}


def _by_number(incident: Incident) -> set[UUID]:
    """Everybody under the reference by which the NHS number was known first."""
    return {person.same_number_as or person.person for person in incident.people}


def _period(occurred: Occurred | None) -> tuple[datetime, datetime] | None:
    """All that the period can mean; None where it is not known or cannot be right."""
    if occurred is None or occurred.suspect:
        return None
    times = [time for time in (occurred.from_, occurred.to) if time is not None]
    if not times:
        return None
    spans = [span(time, occurred.precision) for time in times]
    return min(first for first, _ in spans), max(last for _, last in spans)


def _same_service_and_time(one: Incident, other: Incident) -> bool:
    if one.account.service is None or one.account.service != other.account.service:
        return False
    mine, theirs = _period(one.account.occurred), _period(other.account.occurred)
    if mine is None or theirs is None:
        return False
    return mine[0] <= theirs[1] and theirs[0] <= mine[1]


def alike(one: Seen, other: Seen) -> tuple[Alike, ...]:
    """Every reason to look at these two together; none where nothing suggests it."""
    mine, theirs = one.incident, other.incident
    if mine.source.system == theirs.source.system:
        return ()
    if abs(one.noticed_at - other.noticed_at) > WITHIN:
        return ()
    same_person = not _persons(mine).isdisjoint(_persons(theirs))
    same_number = not _by_number(mine).isdisjoint(_by_number(theirs))
    reasons = {
        Alike.SAME_PERSON: same_person,
        Alike.SAME_NHS_NUMBER: same_number and not same_person,
        Alike.SAME_SERVICE_AND_TIME: _same_service_and_time(mine, theirs),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)
