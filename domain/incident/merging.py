"""Bringing one incident that two systems reported together, and taking it apart again.

One goes on and the other points at it; nothing is merged into what is merged itself, so that there
is never a chain to follow. Whoever may not see one of them sees none of them until they are taken
apart: `restrictions` says which facts that takes.

Source: Heed's rules on restricted incidents and on links at both ends.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from domain.duty.contract import ANYWHERE, Setting
from domain.duty.owed import Duty, Standing, duties_of
from domain.incident import refusals
from domain.incident.carried import Carried, CarriedDuty, CarriedFeedback
from domain.incident.decisions import must_stand
from domain.incident.events import Restricted
from domain.incident.feedback import feedback
from domain.incident.merged import (
    IncidentMerged,
    IncidentUnmerged,
    OtherIncidentJoined,
    OtherIncidentParted,
    Stands,
)
from domain.incident.state import Incident
from domain.incident.vocabulary import RestrictionReason
from domain.moment import Moment


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


def joined(incident: UUID, carried: Carried | None = None) -> OtherIncidentJoined:
    """The other end of a merging."""
    return OtherIncidentJoined(incident=incident, carried=carried)


def carried(
    incident: Incident, *, into: Incident, raised: datetime, setting: Setting = ANYWHERE
) -> Carried:
    """What is still owed of this one, and goes on in the other. `raised`: when it was reported;
    `setting`: what its own duties depend on. Whoever is owed word there as well is not said again.
    """
    alone = replace(incident, after=replace(incident.after, merged=None))
    at, theirs = Moment(at=raised), feedback(into, recorded_at=raised)
    there = {(one.recipient, one.person) for one in theirs if one.person is not None}
    aware = incident.account.organisation_aware
    return Carried(
        kind=incident.kind,
        aware=at if aware is None or aware.instant() is None else aware,
        harm=incident.account.harm,
        duties=tuple(_waiting(duties_of(alone, setting=setting))),
        feedback=tuple(
            CarriedFeedback(
                recipient=one.recipient, person=one.person, since=Moment(at=one.owed_since)
            )
            for one in feedback(alone, recorded_at=raised)
            if one.owed_since and one.told is None and (one.recipient, one.person) not in there
        ),
        awaits_council=alone.awaits_council,
    )


def _waiting(duties: Iterable[Duty]) -> Iterator[CarriedDuty]:
    for duty in duties:
        if duty.standing in {Standing.OWED, Standing.TO_JUDGE}:
            yield CarriedDuty(
                duty=duty.rule.code,
                commissioner=duty.commissioner,
                to_judge=duty.standing is Standing.TO_JUDGE,
            )


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
