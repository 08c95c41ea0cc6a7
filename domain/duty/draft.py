"""Text for the form of one duty, from the facts alone, and what the form asks that they do not say.

No name and no word of the case is in it: people are short codes, made of their random reference,
that a provider can keep beside a name in its own files. The circumstances are for a person to
write, because what was written of them is sealed.

Source: CQC guidance on statutory notifications (incomplete forms are returned; local unique codes
in place of names); RIDDOR 2013 sch 1 part 2; UK GDPR Art 33(3).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from domain.duty.rule import Rule
from domain.duty.signs import concerned
from domain.identifier import shown
from domain.incident.duties import DutyIdentified
from domain.incident.events import Person
from domain.incident.state import Incident
from domain.incident.vocabulary import PersonIs
from domain.moment import LONDON
from domain.service import Service
from domain.vocabulary.duty import DutyCode

CODE_LENGTH: Final = 7
Section = tuple[str, str]
Gap = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """`sections`: heading and text; `missing`: where it would stand, and why it is asked."""

    sections: tuple[Section, ...]
    missing: tuple[Gap, ...]

    @property
    def text(self) -> str:
        """All of it, to paste."""
        return "\n\n".join(f"{heading}\n{text}" for heading, text in self.sections)


def short_code(person: UUID) -> str:
    """Seven characters of the random end of a reference: the same person, the same code."""
    return shown("per", person)[-CODE_LENGTH:].upper()


def _plain(code: object) -> str:
    return str(code).replace("_", " ")


def _when(at: datetime | date | None) -> str:
    if at is None:
        return "not known"
    if isinstance(at, datetime):
        return f"{at.astimezone(LONDON):%d %B %Y, %H:%M}"
    return f"{at:%d %B %Y}"


def _service(service: Service | None) -> str:
    if service is None:
        return "Not recorded."
    registered = service.registered
    location = registered.cqc_location_id or "not recorded"
    kind = _plain(registered.service_type)
    return f"{registered.name} ({kind}). CQC location: {location}."


def _person(person: Person) -> str:
    parts = [f"Code {short_code(person.person)}: {', '.join(map(_plain, person.roles))}"]
    if person.placed_by:
        parts.append(f"placed by {', '.join(person.placed_by)}")
    if person.staff is not None and person.staff.role is not None:
        parts.append(_plain(person.staff.role))
    return "; ".join(parts) + "."


def _people(incident: Incident) -> str:
    """Those who use the service first, both as abused and as alleged; then staff alleged."""
    using = concerned(incident)
    alleged = PersonIs.ALLEGED_TO_HAVE_CAUSED_HARM
    others = [one for one in incident.people if one not in using and alleged in one.roles]
    return "\n".join(_person(one) for one in (*using, *others)) or "Nobody is recorded."


def _times(incident: Incident) -> str:
    account = incident.account
    occurred, noticed, aware = account.occurred, account.first_noticed, account.organisation_aware
    lines = [
        f"Happened: {_when(occurred.from_ if occurred else None)}.",
        f"First noticed: {_when(noticed.at if noticed else None)}.",
        f"Known to the organisation: {_when(aware.at if aware else None)}.",
    ]
    if occurred is not None and occurred.to is not None:
        lines.insert(1, f"Until: {_when(occurred.to)}.")
    return "\n".join(lines)


def _risks(incident: Incident) -> str:
    risks = incident.account.risks or ()
    lines = [f"{_plain(r.type)}; by: {_plain(r.source)}; at: {_plain(r.location)}." for r in risks]
    harm = incident.account.harm
    if harm is not None:
        physical, mind = harm.physical or "not known", harm.psychological or "not known"
        lines.append(f"Harm: physical {_plain(physical)}, psychological {_plain(mind)}.")
    return "\n".join(lines) or "Not recorded."


def _done(incident: Incident) -> str:
    kinds = [_plain(one.kind) for taken in incident.actions_taken for one in taken.done]
    safe = _plain(incident.safe_now or "not known")
    return f"Safe now: {safe}. Done: {', '.join(kinds) or 'nothing is coded'}."


def _told(incident: Incident) -> str:
    lines: list[str] = []
    for told in incident.told.values():
        at, answer = told.report.at, told.acknowledged
        ref = "" if answer is None or answer.their_ref is None else f", {answer.their_ref}"
        lines.append(f"{_plain(told.report.body or 'other')}: {_when(at.at if at else None)}{ref}.")
    return "\n".join(lines) or "Nobody yet."


def _word(incident: Incident, code: DutyCode) -> DutyIdentified | None:
    word = incident.judged.words.get((code, None))
    return word if isinstance(word, DutyIdentified) else None


def _has_opinion(incident: Incident, rule: Rule) -> bool:
    word = _word(incident, rule.code)
    return word is not None and word.opinion_by is not None


def _opinion(incident: Incident, rule: Rule) -> str:
    word = _word(incident, rule.code)
    if word is None or word.opinion_by is None:
        return "Not recorded."
    at = None if word.opinion_at is None else word.opinion_at.at
    return f"In the opinion of a {_plain(word.opinion_by)}, given {_when(at)}."


def _sections(incident: Incident, rule: Rule, service: Service | None) -> Iterator[Section]:
    yield "Notification", f"{rule.title}. {rule.instrument}, {rule.provision}."
    yield "Service", _service(service)
    yield "People, by code", _people(incident)
    yield "When", _times(incident)
    yield "What is alleged or happened, by code", _risks(incident)
    if rule.needs_opinion:
        yield "Opinion", _opinion(incident, rule)
    yield "What was done at once", _done(incident)
    yield "Who else was told", _told(incident)


Lacks = Callable[[Incident, Rule, Service | None], bool]

_GAPS: Final[tuple[tuple[Gap, Lacks], ...]] = (
    (("/service", "Every form asks where it happened."),
     lambda _incident, _rule, service: service is None),
    (("/service/cqc_location_id", "CQC's form asks for the location's number."),
     lambda _incident, rule, service: rule.needs_cqc_registration
     and service is not None and service.registered.cqc_location_id is None),
    (("/people", "The form asks whom it concerns."),
     lambda incident, _rule, _service: not incident.people),
    (("/occurred", "The form asks when it happened."),
     lambda incident, _rule, _service: incident.account.occurred is None),
    (("/organisation_aware/at", "The clock of this duty starts there."),
     lambda incident, _rule, _service: incident.account.organisation_aware is None),
    (("/risks", "The form asks what kind of abuse or harm, by whom and where."),
     lambda incident, _rule, _service: not incident.risks_known),
    (("/harm", "The form asks what harm came of it."),
     lambda incident, _rule, _service: incident.account.harm is None),
    (("/immediate_actions/safe_now", "The form asks whether people are safe."),
     lambda incident, _rule, _service: incident.safe_now is None),
    (("/duties/opinion_by", "It rests on a health professional's opinion."),
     lambda incident, rule, _service: rule.needs_opinion
     and not _has_opinion(incident, rule)),
)  # fmt: skip
CIRCUMSTANCES: Final[Gap] = (
    "/circumstances",
    "Write what happened in your own words, without names; what was reported is sealed.",
)


def draft(incident: Incident, rule: Rule, service: Service | None) -> Draft:
    """`service`: where it happened, None where that is not known."""
    gaps = tuple(gap for gap, lacks in _GAPS if lacks(incident, rule, service))
    return Draft(tuple(_sections(incident, rule, service)), (*gaps, CIRCUMSTANCES))
