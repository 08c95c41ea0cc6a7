"""From what was sent to what will stand in the log: references for names, bodies for words.

Names are looked up once for the whole report. A service or unit that Heed does not know does not
refuse anything: it becomes an issue, and what was sent is kept sealed.

Source: the pinned report door; UK GDPR Art 5(1)(c) (the log holds no names and no words).
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from adapters.vault.nhs_digits import nhs_digits
from api.attempt import Attempt, Name
from api.incidents.parts import (
    AttachmentPart,
    IdentityPart,
    PersonPart,
    RaisedByPart,
    ServiceNamed,
)
from api.incidents.report import AccountParts, Report
from api.problem.finding import Finding
from domain.incident.account import (
    Attachment,
    Aware,
    Circumstances,
    Harm,
    Noticed,
    Occurred,
    RaisedBy,
    Risk,
)
from domain.incident.events import PeopleNamed, Person, Staff
from domain.sealed import Body, BodyClass

UNKNOWN = "unknown_code"


def service_name(service: ServiceNamed) -> Name | None:
    """What the caller calls the service; the most particular identifier counts."""
    if service.id is not None:
        return "service", "id", service.id
    if service.cqc_location_id is not None:
        return "service", "cqc_location_id", service.cqc_location_id
    return None if service.ods is None else ("service", "ods", service.ods)


def unit_name(said: AccountParts) -> Name | None:
    """A unit is known by its service's name and its own reference."""
    service = None if said.service is None else service_name(said.service)
    if service is None or said.unit_ref is None:
        return None
    return ("unit", *service[1:], said.unit_ref)


def nhs_name(identity: IdentityPart | None) -> Name | None:
    """None where there is none, or it is not one: it is kept as sent, and nobody is found by it."""
    if identity is None or identity.nhs_number is None or not nhs_digits(identity.nhs_number):
        return None
    return "nhs_number", identity.nhs_number


def account_names(attempt: Attempt, said: AccountParts) -> Iterator[Name]:
    """Every name in this account."""
    if said.service is not None and (service := service_name(said.service)):
        yield service
    if unit := unit_name(said):
        yield unit
    if said.raised_by is not None and said.raised_by.staff_ref is not None:
        yield attempt.staff(said.raised_by.staff_ref)


def report_names(attempt: Attempt, report: Report) -> Iterator[Name]:
    yield from account_names(attempt, report)
    for person in report.people or ():
        yield attempt.person(person.ref)
        if nhs := nhs_name(person.identity):
            yield nhs
    for ref in report.restricted.exclude if report.restricted else ():
        yield attempt.staff(ref)
        yield attempt.person(ref)


def unknown_places(attempt: Attempt, said: AccountParts) -> list[Finding]:
    """The service, else the unit, where Heed does not know it. A service without any identifier
    says nothing; a unit without its service is not known.
    """
    service = None if said.service is None else service_name(said.service)
    if service is not None and service not in attempt.names:
        return [Finding("/service", UNKNOWN)]
    if said.unit_ref is not None and unit_name(said) not in attempt.names:
        return [Finding("/unit_ref", UNKNOWN)]
    return []


def unplaced(attempt: Attempt, said: AccountParts) -> Iterator[str]:
    """The members that lead to no place of this provider: they are kept as they were sent."""
    service = None if said.service is None else service_name(said.service)
    if service is not None and service not in attempt.names:
        yield "service"
    if said.unit_ref is not None and unit_name(said) not in attempt.names:
        yield "unit_ref"


def _raised_by(attempt: Attempt, said: RaisedByPart, incident: UUID) -> RaisedBy:
    staff = None if said.staff_ref is None else attempt.introduce(attempt.staff(said.staff_ref))
    return RaisedBy(
        staff=staff,
        role=said.role,
        anonymous=said.anonymous,
        speaking_up=said.speaking_up,
        identity=attempt.body(said.name, BodyClass.REPORTER_IDENTITY, incident),
    )


def _attachment(attempt: Attempt, said: AttachmentPart, incident: UUID) -> Attachment:
    return Attachment(
        kind=said.kind,
        media_type=said.media_type,
        sha256=said.sha256,
        url=attempt.body(said.url, BodyClass.NARRATIVE, incident),
    )


def _attachments(
    attempt: Attempt, said: Sequence[AttachmentPart] | None, incident: UUID
) -> tuple[Attachment, ...] | None:
    return None if said is None else tuple(_attachment(attempt, one, incident) for one in said)


def _coded(attempt: Attempt, said: AccountParts) -> dict[str, Any]:
    """The members that hold neither words nor names."""
    service = None if said.service is None else service_name(said.service)
    unit = unit_name(said)
    return {
        "service": None if service is None else attempt.names.get(service),
        "unit": None if unit is None else attempt.names.get(unit),
        "council_area": said.council_area,
        "occurred": said.occurred and Occurred(**dict(said.occurred)),
        "first_noticed": said.first_noticed and Noticed(**dict(said.first_noticed)),
        "organisation_aware": said.organisation_aware and Aware(**dict(said.organisation_aware)),
        "risks": said.risks and tuple(Risk(**dict(risk)) for risk in said.risks),
        "harm": said.harm and Harm(**dict(said.harm)),
        "suggested_factors": said.suggested_factors,
        "circumstances": said.circumstances and Circumstances(**dict(said.circumstances)),
    }


MEMBER_OF = {"unit_ref": "unit", "source": "source_url"}
"""Where a member of a report stands in the account under another name."""


def account(
    attempt: Attempt, said: AccountParts, incident: UUID, *, extra: str | None = None
) -> dict[str, Any]:
    """Every member of the account that is not None; words become bodies of the case."""
    source = said.source if isinstance(said, Report) else None
    members: dict[str, Any] = _coded(attempt, said) | {
        "raised_by": said.raised_by and _raised_by(attempt, said.raised_by, incident),
        "what_happened": attempt.body(said.what_happened, BodyClass.NARRATIVE, incident),
        "attachments": _attachments(attempt, said.attachments, incident),
        "source_url": attempt.body(source.url if source else None, BodyClass.NARRATIVE, incident),
        "extra": attempt.body(extra, BodyClass.NARRATIVE, incident),
    }
    if isinstance(said, Report):
        members["kind"] = said.kind
    return {name: value for name, value in members.items() if value is not None}


def _identity(attempt: Attempt, said: PersonPart, person: UUID) -> Body | None:
    if said.identity is None:
        return None
    nhs = nhs_name(said.identity)
    if nhs is not None and nhs not in attempt.names:
        attempt.call(nhs, person)
    kind = BodyClass.IDENTITY if said.staff is None else BodyClass.STAFF_IDENTITY
    words = said.identity.model_dump(mode="json", exclude_none=True)
    return attempt.sealed(json.dumps(words, ensure_ascii=False), kind, person)


def _same_number_as(attempt: Attempt, said: PersonPart, person: UUID) -> UUID | None:
    """The reference under which this NHS number is known already, where that is another one."""
    nhs = nhs_name(said.identity)
    known = None if nhs is None else attempt.names.get(nhs)
    return None if known == person else known


def _person(attempt: Attempt, said: PersonPart) -> Person:
    person = attempt.introduce(attempt.person(said.ref))
    return Person(
        person=person,
        roles=said.is_,
        placed_by=said.placed_by,
        self_funded=said.self_funded,
        staff=said.staff and Staff(**dict(said.staff)),
        same_number_as=_same_number_as(attempt, said, person),
        identity=_identity(attempt, said, person),
    )


def people_named(
    attempt: Attempt, people: Sequence[PersonPart], source_version: int | None
) -> PeopleNamed:
    return PeopleNamed(
        people=tuple(_person(attempt, person) for person in people),
        source_version=source_version,
    )
