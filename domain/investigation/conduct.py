"""How a learning response is conducted: its scope, its lead, its chronology, and giving it up.

Source: NHS Patient Safety Incident Response Framework (proportionate, and led by somebody who can
be independent of what is looked at).
"""

from uuid import UUID

from domain.actor import Actor, InRole
from domain.investigation import refusals
from domain.investigation.decisions import must_be_open
from domain.investigation.events import (
    ChronologyEntryAdded,
    GroundLost,
    InvestigationStopped,
    LeadChanged,
    ScopeExtended,
)
from domain.investigation.state import Investigation, Stage
from domain.moment import Moment
from domain.sealed import Body


def extend_scope(
    investigation: Investigation, *, incidents: tuple[UUID, ...], at: Moment | None = None
) -> ScopeExtended:
    """Those looked at already are left out; refused where none is new."""
    must_be_open(investigation)
    known = investigation.incidents
    added = tuple(one for one in dict.fromkeys(incidents) if one not in known)
    if not added:
        raise refusals.IncidentCoveredAlready("/incidents")
    return ScopeExtended(incidents=(*known, *added), added=added, at=at)


def lose_ground(investigation: Investigation, *, incident: UUID) -> GroundLost:
    """Appended together with `incident.entered_in_error`, in whatever state this is."""
    if incident not in investigation.incidents:
        raise refusals.IncidentNotCovered
    return GroundLost(incident=incident)


def change_lead(
    investigation: Investigation,
    *,
    lead: InRole,
    lead_independent: bool,
    reason: Body,
    at: Moment | None = None,
) -> LeadChanged:
    must_be_open(investigation)
    if (lead, lead_independent) == (investigation.lead, investigation.lead_independent):
        raise refusals.LeadUnchanged("/lead")
    return LeadChanged(lead=lead, lead_independent=lead_independent, reason=reason, at=at)


def add_chronology_entry(
    investigation: Investigation, added: ChronologyEntryAdded
) -> ChronologyEntryAdded:
    """Where several incidents are looked at, words say whose case they belong to."""
    must_be_open(investigation)
    if added.text is not None and added.incident is None and investigation.incidents:
        raise refusals.CaseNotNamed("/incident")
    if added.incident is not None and added.incident not in investigation.incidents:
        raise refusals.IncidentNotCovered("/incident")
    return added


def stop(
    investigation: Investigation, *, by: Actor, reason: Body, at: Moment | None = None
) -> InvestigationStopped:
    """Findings that stand by then are still to be answered."""
    stopping = by.in_role()
    match investigation.stage:
        case Stage.STOPPED:
            raise refusals.InvestigationStoppedAlready
        case Stage.SIGNED_OFF:
            raise refusals.AlreadySignedOff
        case Stage.OPEN | Stage.COMPLETED:
            return InvestigationStopped(by=stopping, reason=reason, at=at)
