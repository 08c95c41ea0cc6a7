"""The incident as a resource: who may see it, and which of its two forms they get."""

from typing import Any
from uuid import UUID

from api.incidents.after_telling import after_members, reasons
from api.incidents.anonymity import veiled
from api.incidents.answer import ReceivedAnswer, ReportAnswer
from api.incidents.incident_answer import IncidentAnswer, IncidentRecorded
from api.incidents.telling import incident_members, report_members
from api.principal import Principal
from api.resource import Resource, Standing
from api.schema import Answer
from api.scope import Scope
from domain.incident.state import Incident, fold
from domain.sealed import Body, bodies_in

OWN = (Scope.INCIDENTS_REPORT, Scope.INCIDENTS_READ_OWN)


def may_see(principal: Principal, persons: frozenset[UUID], incident: Incident) -> bool:
    """All of the provider's with `incidents:read`, else what this source sent; never somebody
    from whom it is hidden.
    """
    if incident.excludes(persons):
        return False
    own = incident.source.system == principal.source and principal.may(*OWN)
    return own or principal.may(Scope.INCIDENTS_READ, Scope.INCIDENTS_MANAGE)


def tell(principal: Principal, at: Standing[Incident]) -> tuple[type[Answer], dict[str, Any]]:
    reads = (Scope.INCIDENTS_READ, Scope.INCIDENTS_READ_OWN)
    if principal.may(*reads):
        hides = bool(at.veiled) and not principal.may(Scope.IDENTITIES_READ)
        return IncidentAnswer, incident_members(at, veiled=hides) | after_members(at)
    return ReportAnswer, report_members(at)


def words(incident: Incident) -> list[Body]:
    """Reasons that are shown with it: learning text, not the case's own words."""
    judged = bodies_in((incident.classifications, incident.council_decisions))
    duties = (tuple(incident.judged.words.values()), incident.judged.steps)
    told = tuple(one.report for one in incident.told.values())
    return [*judged, *bodies_in((duties, told)), *reasons(incident)]


INCIDENT: Resource[Incident] = Resource(
    name="incident",
    prefix="inc",
    fold=fold,
    may_see=may_see,
    tell=tell,
    words=words,
    recorded={IncidentAnswer: IncidentRecorded, ReportAnswer: ReceivedAnswer},
    by_policy=True,
    veiled=veiled,
)
