"""How facts about the conduct of an investigation are decided: scope, lead, chronology, its end."""

from uuid import UUID

from api.attempt import Attempt
from api.command import Target
from api.investigations import facts
from api.investigations.answer import MOST_ENTRIES, MOST_INCIDENTS, MOST_RETURNS
from api.investigations.deciding import cover_incidents
from api.learning import learning_text
from api.roles import actor_of, identity_of, in_role, maybe_identity, moment_of
from api.room import must_have_room
from domain.incident.clocks import marked
from domain.investigation import conduct
from domain.investigation.events import ChronologyEntryAdded
from domain.investigation.state import Investigation
from domain.moment import Moment
from domain.sealed import BodyClass

At = Target[Investigation]


async def add_incidents(attempt: Attempt, at: At, body: facts.AddIncidents) -> UUID:
    """At both ends in one append, as at the opening."""
    extended = conduct.extend_scope(
        at.state,
        incidents=tuple(identity_of("inc", one, "/incidents") for one in body.incidents),
        at=moment_of(attempt, body.at),
    )
    must_have_room(extended.incidents[1:], MOST_INCIDENTS)
    attempt.record(at.id, extended)
    await cover_incidents(attempt, at.id, extended.added)
    return at.id


async def change_lead(attempt: Attempt, at: At, body: facts.ChangeLead) -> UUID:
    must_have_room(at.state.leads, MOST_RETURNS)
    changed = conduct.change_lead(
        at.state,
        lead=await in_role(attempt, body.lead),
        lead_independent=body.lead_independent,
        reason=learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, changed)
    return at.id


def _case(at: At, named: UUID | None) -> UUID:
    """Whose key seals the words: the incident named, the only one, or the investigation."""
    incidents = at.state.incidents
    if named is not None:
        return named
    return incidents[0] if len(incidents) == 1 else at.id


async def add_chronology_entry(attempt: Attempt, at: At, body: facts.AddChronologyEntry) -> UUID:
    must_have_room(at.state.chronology, MOST_ENTRIES)
    named = maybe_identity("inc", body.incident, "/incident")
    entry = attempt.ids()
    case = _case(at, named)
    added = ChronologyEntryAdded(
        entry=entry,
        when=marked(Moment(at=body.when, precision=body.precision), now=attempt.now),
        source=body.source,
        kind=body.kind,
        text=attempt.body(body.text, BodyClass.NARRATIVE, case),
        incident=None if case == at.id else case,
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, conduct.add_chronology_entry(at.state, added))
    return at.id


async def stop(attempt: Attempt, at: At, body: facts.StopInvestigation) -> UUID:
    stopped = conduct.stop(
        at.state,
        by=actor_of(attempt),
        reason=learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, stopped)
    return at.id
