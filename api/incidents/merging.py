"""How incidents are merged and taken apart: every fact at both ends, restrictions of all of them.

Whoever may not see the other incident cannot merge into it, and learns nothing of it by trying.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from api.attempt import Attempt, events_of
from api.command import Target
from api.duties.judged_by import judged_by
from api.incidents.after_answer import MOST
from api.incidents.after_facts import MergeIncident, UnmergeIncident
from api.incidents.resource import INCIDENT
from api.learning import learning_text
from api.other_end import other_ends
from api.roles import identity_of, moment_of
from api.room import must_have_room
from domain.duty.timeline import timeline
from domain.event import DomainEvent
from domain.incident import merging, refusals
from domain.incident.carried import Carried
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


async def carried_from(
    attempt: Attempt, stream: UUID, into: Incident, *news: DomainEvent
) -> Carried | None:
    """What this one leaves to the other. `news`: what was decided of it in this attempt."""
    rows = await attempt.load(stream)
    kept = [row for row in rows if row.facts is not None]
    told = [(event, row.recorded_at) for event, row in zip(events_of(kept), kept, strict=True)]
    line = timeline([*told, *((event, attempt.now) for event in news)])
    state = fold([*(event for event, _ in told), *news])
    if line is None or state is None:
        return None
    by = await judged_by(attempt.heed, attempt.provider, state)
    return merging.carried(state, into=into, raised=line.raised, setting=by.setting)


async def carry_news(
    attempt: Attempt, stream: UUID, incident: Incident, news: Iterable[DomainEvent]
) -> None:
    """What its own system still says of a merged incident is owed where that goes on."""
    if incident.after.merged is None:
        return
    into = incident.after.merged.into
    goes_on = (await _standing(attempt, (into,)))[into]
    carried = await carried_from(attempt, stream, goes_on, *news)
    before = goes_on.after.brought.get(stream)
    if carried is not None and (before is None or carried != before.carried):
        attempt.record(into, merging.joined(stream, carried))


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
    attempt.record(into, merging.joined(at.id, await carried_from(attempt, at.id, other)))
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
