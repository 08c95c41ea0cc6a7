"""What in the facts of an incident brings a duty: each sign, read from what is recorded.

A sign is seen or it is not; whether a threshold that needs an opinion is reached is never read from
a degree of harm, so moderate harm only makes somebody look.

Source: CQC (Registration) Regulations 2009 regs 16 and 18; 2014 Regulations reg 20(9); Care Act
2014 s42.
"""

from typing import assert_never

from domain.duty.rule import Sign
from domain.incident.duties import DutyIdentified
from domain.incident.events import Person
from domain.incident.state import Incident
from domain.incident.vocabulary import (
    Kind,
    PersonIs,
    PhysicalHarm,
    PsychologicalHarm,
    RiskType,
    ToldBody,
)
from domain.vocabulary.duty import DutyCode

LASTING = frozenset(
    {PhysicalHarm.MODERATE, PhysicalHarm.SEVERE}
    | {PsychologicalHarm.MODERATE, PsychologicalHarm.SEVERE}
)
_NOT_HARMED = frozenset({Kind.NEAR_MISS, Kind.GOOD_PRACTICE})


def uses_service(person: Person) -> bool:
    """Whether this is somebody whom the provider supports: an adult at risk, or somebody who was
    placed or pays for themselves.
    """
    adult = PersonIs.ADULT_AT_RISK in person.roles
    return person.staff is None and (adult or bool(person.placed_by) or bool(person.self_funded))


def _alleged(person: Person) -> bool:
    return PersonIs.ALLEGED_TO_HAVE_CAUSED_HARM in person.roles


def concerned(incident: Incident) -> tuple[Person, ...]:
    """Everybody who uses the service and is in it as abused, or as alleged to have abused."""
    return tuple(
        person
        for person in incident.people
        if uses_service(person) and (PersonIs.ADULT_AT_RISK in person.roles or _alleged(person))
    )


def placed_by(incident: Incident) -> tuple[str, ...]:
    """Every commissioner that placed somebody in it, each once, in the order of the people."""
    named = (one for person in incident.people if uses_service(person) for one in person.placed_by)
    return tuple(dict.fromkeys(named))


def _abuse(incident: Incident) -> bool:
    """A concern other than self-neglect alone; or somebody who uses the service is alleged to have
    caused harm, whatever the incident is called.
    """
    types = {risk.type for risk in incident.account.risks or ()}
    if incident.kind is Kind.SAFEGUARDING_CONCERN and types != {RiskType.SELF_NEGLECT}:
        return True
    by_somebody_supported = any(_alleged(one) and uses_service(one) for one in incident.people)
    return by_somebody_supported and incident.kind not in _NOT_HARMED


def _harm(incident: Incident) -> set[object]:
    harm = incident.account.harm
    return set() if harm is None else {harm.physical, harm.psychological}


def _is_told(incident: Incident, body: ToldBody) -> bool:
    return any(told.report.body is body for told in incident.told.values())


def _candour_owed(incident: Incident) -> bool:
    key = (DutyCode.DUTY_OF_CANDOUR_IN_PERSON, None)
    return isinstance(incident.judged.words.get(key), DutyIdentified)


def _council_set_date(incident: Incident) -> bool:
    decided = incident.council_decision
    return decided is not None and decided.report_due_on is not None


def is_seen(sign: Sign, incident: Incident) -> bool:
    """Whether the facts as they stand show this sign."""
    match sign:
        case Sign.CONCERN:
            return incident.kind is Kind.SAFEGUARDING_CONCERN
        case Sign.ABUSE:
            return _abuse(incident)
        case Sign.DEATH:
            return PhysicalHarm.FATAL in _harm(incident)
        case Sign.LASTING_HARM:
            return not LASTING.isdisjoint(_harm(incident))
        case Sign.POLICE_TOLD:
            return _is_told(incident, ToldBody.POLICE)
        case Sign.WORKER_ALLEGED:
            return any(_alleged(one) and one.staff is not None for one in incident.people)
        case Sign.PLACED:
            return bool(placed_by(incident)) and incident.kind is Kind.SAFEGUARDING_CONCERN
        case Sign.MODERN_SLAVERY:
            risks = incident.account.risks or ()
            return any(risk.type is RiskType.MODERN_SLAVERY for risk in risks)
        case Sign.COUNCIL_SET_DATE:
            return _council_set_date(incident)
        case Sign.CANDOUR_OWED:
            return _candour_owed(incident)
        case _:
            assert_never(sign)
