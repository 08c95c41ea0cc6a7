"""What became of an incident after its report, folded: outcomes, feedback, support, merging.

A part of the incident's state. Everything is kept in the order in which it was recorded; which
word of several holds is asked of the tuple.

Source: Heed's rule that a later fact replaces an earlier one and both are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never
from uuid import UUID

from domain.event import ImpossibleHistory
from domain.incident.afterwards import (
    EnquiryOutcomeReceived,
    FamilySharingDecided,
    FeedbackRecorded,
    SupportOffered,
)
from domain.incident.carried import Carried
from domain.incident.merged import (
    IncidentMerged,
    IncidentUnmerged,
    MergedEvent,
    OtherIncidentJoined,
    OtherIncidentParted,
)

Told = EnquiryOutcomeReceived | FeedbackRecorded | FamilySharingDecided | SupportOffered
AftermathEvent = Told | MergedEvent


@dataclass(frozen=True, slots=True)
class Brought:
    """What one that goes on here left to this one. `told`: how many had word when it joined."""

    carried: Carried
    told: int


@dataclass(frozen=True, slots=True)
class Aftermath:
    """`merged`: this incident goes on in another one. `joined`: those that go on in this one, and
    `brought`: what they left to it, as far as that was kept.
    """

    outcomes: tuple[EnquiryOutcomeReceived, ...] = ()
    feedback: tuple[FeedbackRecorded, ...] = ()
    family_sharing: tuple[FamilySharingDecided, ...] = ()
    support: tuple[SupportOffered, ...] = ()
    merged: IncidentMerged | None = None
    joined: tuple[UUID, ...] = ()
    brought: Mapping[UUID, Brought] = field(default_factory=dict[UUID, Brought])

    @property
    def outcome(self) -> EnquiryOutcomeReceived | None:
        """The latest one holds."""
        return self.outcomes[-1] if self.outcomes else None

    @property
    def family_may_be_told(self) -> bool:
        """Not before somebody who may decide it has agreed."""
        return bool(self.family_sharing) and self.family_sharing[-1].agreed

    @property
    def support_as_it_stands(self) -> tuple[SupportOffered, ...]:
        """Each offer once, with its latest answer, in the order of the first offers."""
        return tuple({(one.to, one.person, one.support): one for one in self.support}.values())


def become(after: Aftermath, event: AftermathEvent) -> Aftermath:
    """Raises ImpossibleHistory where nothing was merged, or something else was."""
    return (
        _brought_together(after, event) if isinstance(event, MergedEvent) else _told(after, event)
    )


def _told(after: Aftermath, event: Told) -> Aftermath:
    match event:
        case EnquiryOutcomeReceived():
            return replace(after, outcomes=(*after.outcomes, event))
        case FeedbackRecorded():
            return replace(after, feedback=(*after.feedback, event))
        case FamilySharingDecided():
            return replace(after, family_sharing=(*after.family_sharing, event))
        case SupportOffered():
            return replace(after, support=(*after.support, event))
        case _:
            assert_never(event)


def _brought_together(after: Aftermath, event: MergedEvent) -> Aftermath:
    match event:
        case IncidentMerged() if after.merged is None:
            return replace(after, merged=event)
        case IncidentUnmerged() if after.merged is not None:
            return replace(after, merged=None)
        case OtherIncidentJoined() if event.carried or event.incident not in after.joined:
            return _joined(after, event)
        case OtherIncidentParted() if event.incident in after.joined:
            return replace(
                after,
                joined=tuple(one for one in after.joined if one != event.incident),
                brought={k: one for k, one in after.brought.items() if k != event.incident},
            )
        case _:
            raise ImpossibleHistory(f"{event.type} where nothing was to be done.")


def _joined(after: Aftermath, event: OtherIncidentJoined) -> Aftermath:
    """Once, however often it is said; the last word on what it left holds."""
    joined = after.joined
    if event.incident not in joined:
        joined = (*joined, event.incident)
    if event.carried is None:
        return replace(after, joined=joined)
    before = after.brought.get(event.incident)
    told = len(after.feedback) if before is None else before.told
    brought = {**after.brought, event.incident: Brought(event.carried, told)}
    return replace(after, joined=joined, brought=brought)
