"""How incidents are merged and taken apart: every fact at both ends, restrictions of all of them.

Whoever may not see the other incident cannot merge into it, and learns nothing of it by trying.
"""

from collections.abc import Mapping
from uuid import UUID

from api.attempt import Attempt, events_of
from api.command import Target
from api.incidents.after_answer import MOST
from api.incidents.after_facts import MergeIncident, UnmergeIncident
from api.incidents.resource import INCIDENT
from api.learning import learning_text
from api.other_end import other_ends
from api.roles import identity_of, moment_of
from api.room import must_have_room
from domain.incident import merging, refusals
from domain.incident.events import Restricted
from domain.incident.merged import IncidentMerged, IncidentUnmerged
from domain.incident.state import Incident, fold

At = Target[Incident]


async def joined_to(attempt: Attempt, incident: Incident) -> dict[UUID, Incident]:
    """Those that go on in this one, as they stand; read by the attempt."""
    return await _standing(attempt, incident.after.joined)


async def together_with(attempt: Attempt, stream: UUID, incident: Incident) -> dict[UUID, Incident]:
    """All that are merged with this one, itself among them."""
    if incident.after.merged is None:
        return {stream: incident, **await joined_to(attempt, incident)}
    root = incident.after.merged.into
    goes_on = (await _standing(attempt, (root,)))[root]
    return {root: goes_on, **await joined_to(attempt, goes_on)}


async def _standing(attempt: Attempt, streams: tuple[UUID, ...]) -> dict[UUID, Incident]:
    rows = await attempt.load_all(streams)
    states = {stream: fold(events_of(rows[stream])) for stream in streams}
    return {stream: state for stream, state in states.items() if state is not None}


def restrict_all(
    attempt: Attempt, together: Mapping[UUID, Incident], news: Mapping[UUID, Restricted]
) -> None:
    """Who is excluded from one is excluded from all, in the same append."""
    for stream, restricted in merging.restrictions(together, news).items():
        attempt.record(stream, restricted)


async def merge(attempt: Attempt, at: At, body: MergeIncident) -> UUID:
    into = identity_of("inc", body.into, "/into")
    if into == at.id:
        raise refusals.MergedIntoItself("/into")
    reason = learning_text(attempt, body.reason, "/reason")
    other = (await other_ends(attempt, INCIDENT, {into: "/into"}))[into]
    merged = IncidentMerged(into=into, reason=reason, at=moment_of(attempt, body.at))
    must_have_room(other.after.joined, MOST)
    attempt.record(at.id, merging.merge(at.state, other, merged))
    attempt.record(into, merging.joined(at.id))
    others = await joined_to(attempt, other)
    restrict_all(attempt, {at.id: at.state, into: other, **others}, {})
    return at.id


async def unmerge(attempt: Attempt, at: At, body: UnmergeIncident) -> UUID:
    into = merging.goes_on_in(at.state)
    together = await together_with(attempt, at.id, at.state)
    unmerged = IncidentUnmerged(
        parted_from=into,
        stands=merging.stands(at.state),
        reason=learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, merging.unmerge(at.state, unmerged))
    attempt.record(into, merging.parted(at.id))
    left = {stream: one for stream, one in together.items() if stream != at.id}
    restrict_all(attempt, {at.id: at.state}, {})
    restrict_all(attempt, left, {})
    return at.id
