"""Bringing one incident that two systems reported together, and taking it apart again.

One goes on and the other points at it; nothing is merged into what is merged itself, so that there
is never a chain to follow. Whoever may not see one of them sees none of them until they are taken
apart: `restrictions` says which facts that takes.

Source: Heed's rules on restricted incidents and on links at both ends.
"""

from collections.abc import Mapping
from uuid import UUID

from domain.incident import refusals
from domain.incident.decisions import must_stand
from domain.incident.events import Restricted
from domain.incident.merged import (
    IncidentMerged,
    IncidentUnmerged,
    OtherIncidentJoined,
    OtherIncidentParted,
    Stands,
)
from domain.incident.state import Incident
from domain.incident.vocabulary import RestrictionReason


def merge(incident: Incident, other: Incident, merged: IncidentMerged) -> IncidentMerged:
    """`other`: the one that goes on. A closed one has to be reopened first, so that whatever is
    still open about this one is not closed with it unseen.
    """
    must_stand(incident)
    if incident.after.joined:
        raise refusals.OthersMergedHere
    if other.in_error or other.merged:
        raise refusals.MergeTargetGone("/into")
    if other.closed:
        raise refusals.MergeTargetClosed("/into")
    return merged


def joined(incident: UUID) -> OtherIncidentJoined:
    """The other end of a merging."""
    return OtherIncidentJoined(incident=incident)


def goes_on_in(incident: Incident) -> UUID:
    """Where a merged incident goes on. Refused where it stands on its own."""
    if incident.after.merged is None:
        raise refusals.NotMerged
    return incident.after.merged.into


def unmerge(incident: Incident, unmerged: IncidentUnmerged) -> IncidentUnmerged:
    goes_on_in(incident)
    return unmerged


def stands(incident: Incident) -> Stands:
    """What it is again once it stands on its own."""
    return Stands.CLOSED if incident.closed else Stands.OPEN


def parted(incident: UUID) -> OtherIncidentParted:
    """The other end of taking them apart."""
    return OtherIncidentParted(incident=incident)


def restrictions(
    together: Mapping[UUID, Incident], news: Mapping[UUID, Restricted] | None = None
) -> dict[UUID, Restricted]:
    """What has to be recorded of whom, so that everybody whom one of them excludes is excluded
    from all. `together`: all that are merged, as they stand; `news`: what was just said of some
    of them. An incident whose list is right already has no entry, unless there is news of it.
    """
    said = news or {}
    own = {
        stream: said[stream].excluded if stream in said else incident.own_excluded
        for stream, incident in together.items()
    }
    everybody = tuple(dict.fromkeys(person for persons in own.values() for person in persons))
    return {
        stream: Restricted(
            excluded=everybody,
            reason=said[stream].reason if stream in said else RestrictionReason.OTHER,
            own=None if set(own[stream]) == set(everybody) else own[stream],
            source_version=said[stream].source_version if stream in said else None,
            carried=None if stream in said else True,
        )
        for stream, incident in together.items()
        if stream in said or set(incident.excluded) != set(everybody)
    }
