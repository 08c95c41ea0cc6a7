"""The same incident, reported by two systems: brought together by people, and taken apart again.

A merged incident stays in the log with all that was recorded of it, leaves every list and count,
and points at the one that goes on. Each fact stands at both ends, in one append. Whoever may not
see one of them sees neither while they are merged.

Source: Heed's rule that every link is a fact at both ends; links between records are reviewed and
reversible.
"""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from domain.event import DomainEvent
from domain.incident.carried import Carried
from domain.learning_text import LearningText
from domain.moment import Moment


class IncidentMerged(DomainEvent):
    """This incident is the same as `into`, which goes on."""

    type: ClassVar[str] = "incident.merged.v1"

    into: UUID
    reason: LearningText
    at: Moment | None = None


class OtherIncidentJoined(DomainEvent):
    """Another incident was merged into this one: the other end of the same fact. Said again of the
    same one where its own system sent news of it. `carried`: what was still owed of it.
    """

    type: ClassVar[str] = "incident.other_joined.v1"

    incident: UUID
    carried: Carried | None = None


class Stands(StrEnum):
    """What an incident is again once it stands on its own."""

    OPEN = "open"
    CLOSED = "closed"


class IncidentUnmerged(DomainEvent):
    """It was not the same incident. `stands`: as before, so that no list has to look back."""

    type: ClassVar[str] = "incident.unmerged.v1"

    parted_from: UUID
    stands: Stands
    reason: LearningText
    at: Moment | None = None


class OtherIncidentParted(DomainEvent):
    """The other incident stands on its own again: the other end of the same fact."""

    type: ClassVar[str] = "incident.other_parted.v1"

    incident: UUID


MergedEvent = IncidentMerged | OtherIncidentJoined | IncidentUnmerged | OtherIncidentParted
