"""Who is owed word of what came of an incident, since when, and by when.

Whom it is owed to follows from the facts: whoever raised it and is not anonymous; the adult, or
whoever speaks for them where they lacked capacity; the family once somebody who may decide it has
agreed; and the person alleged to have caused harm. One who is both adult and alleged is owed both.
Whoever raised an incident of any kind is owed word, the others where it is a safeguarding concern.

There is no number of days in law: the days are an internal target, a policy of the provider; a
target ends with its last London day.

Source: Care Act 2014 statutory guidance 14 (feedback to whoever raised it, the adult at the
centre); Caldicott principle 8 (no surprises).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.duty.calendar import days_after, london_day
from domain.incident.afterwards import FeedbackRecorded
from domain.incident.state import Incident
from domain.incident.vocabulary import AskedOf, Kind, LackedCapacity, PersonIs
from domain.moment import Moment, ends
from domain.policy.setting import Policies
from domain.policy.values import FeedbackTargets
from domain.vocabulary.recipient import Recipient

USUAL: Final = Policies().of(FeedbackTargets)
_SPEAKS_FOR: Final = {Recipient.ADULT, Recipient.REPRESENTATIVE}
"""Whoever speaks for the adult may be told in their place."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one recipient is owed and got. `owed_since` and `due_by` are None where nothing was
    owed and they were told all the same; `told` is None while nobody has told them.
    """

    recipient: Recipient
    person: UUID | None
    owed_since: datetime | None
    due_by: datetime | None
    told: FeedbackRecorded | None


@dataclass(frozen=True, slots=True)
class _Owed:
    """`at` is None: since the organisation knew. `told`: how many had word before it was owed here,
    which was not word of this.
    """

    recipient: Recipient
    person: UUID | None = None
    at: Moment | None = None
    told: int = 0


def _people(incident: Incident, role: PersonIs) -> list[UUID]:
    return [person.person for person in incident.people if role in person.roles]


def _owed_to_reporter(incident: Incident) -> Iterator[_Owed]:
    raised = incident.account.raised_by
    known = raised is not None or bool(_people(incident, PersonIs.RAISED_BY))
    if known and not (raised is not None and raised.anonymous):
        yield _Owed(Recipient.REPORTER)


def _spoken_for(incident: Incident) -> bool:
    """Whether somebody else has to be told for the adult."""
    wishes = incident.wishes
    lacked = wishes is not None and (
        wishes.lacked_capacity is LackedCapacity.YES or wishes.asked_of is AskedOf.REPRESENTATIVE
    )
    return lacked and bool(_people(incident, PersonIs.REPRESENTATIVE))


def _became_concern(incident: Incident) -> Moment | None:
    """When it was first judged to be one; None where it was reported as one."""
    if incident.account.kind is Kind.SAFEGUARDING_CONCERN:
        return None
    judged = (one for one in incident.classifications if one.kind is Kind.SAFEGUARDING_CONCERN)
    first = next(judged, None)
    return None if first is None else first.at


def _owed_in_concern(incident: Incident) -> Iterator[_Owed]:
    since = _became_concern(incident)
    adult = Recipient.REPRESENTATIVE if _spoken_for(incident) else Recipient.ADULT
    for person in _people(incident, PersonIs.ADULT_AT_RISK):
        yield _Owed(adult, person, since)
    if incident.after.family_may_be_told:
        agreed = incident.after.family_sharing[-1]
        yield _Owed(Recipient.FAMILY, None, agreed.at or since)
    for person in _people(incident, PersonIs.ALLEGED_TO_HAVE_CAUSED_HARM):
        yield _Owed(Recipient.ALLEGED_TO_HAVE_CAUSED_HARM, person, since)


def _owed(incident: Incident) -> Iterator[_Owed]:
    if incident.in_error or incident.merged:
        return
    yield from _owed_to_reporter(incident)
    if incident.kind is Kind.SAFEGUARDING_CONCERN:
        yield from _owed_in_concern(incident)
    for brought in incident.after.brought.values():
        for one in brought.carried.feedback:
            yield _Owed(one.recipient, one.person, one.since, brought.told)


def _since(incident: Incident, owed: _Owed, recorded_at: datetime) -> datetime:
    """The first claim that a clock may use, else when it was recorded."""
    for claim in (owed.at, incident.account.organisation_aware):
        at = None if claim is None else claim.instant()
        if at is not None:
            return at
    return recorded_at


def _meets(told: FeedbackRecorded, owed: _Owed) -> bool:
    """Whether telling this one told that one. Whoever speaks for the adult stands for the adult;
    where the representative is owed, the adult's own person is named.
    """
    both = {told.recipient, owed.recipient}
    same = len(both) == 1 or both == _SPEAKS_FOR
    return same and (told.person is None or owed.person in {None, told.person})


def _each_once(found: Iterable[Feedback]) -> Iterable[Feedback]:
    """Where one is owed word twice, as the reporters of two that were merged are, whoever has none
    yet comes first.
    """
    once: dict[tuple[Recipient, UUID | None], Feedback] = {}
    for one in found:
        before = once.setdefault((one.recipient, one.person), one)
        if one.told is None and before.told is not None:
            once[one.recipient, one.person] = one
    return once.values()


def feedback(
    incident: Incident, *, recorded_at: datetime, targets: FeedbackTargets = USUAL
) -> tuple[Feedback, ...]:
    """Everybody who is owed word, in a fixed order, then those who were told without being owed.
    `recorded_at`: when the incident was first recorded, for where no claim can be used. A recipient
    whom `targets` leave out has Heed's own.
    """
    told, met = incident.after.feedback, set[int]()
    found: list[Feedback] = []
    for owed in _owed(incident):
        meeting = [
            place for place, one in enumerate(told) if place >= owed.told and _meets(one, owed)
        ]
        met.update(meeting)
        since = _since(incident, owed, recorded_at)
        due_on = days_after(
            london_day(since), targets.days.get(owed.recipient, USUAL.days[owed.recipient])
        )
        last = told[meeting[-1]] if meeting else None
        found.append(Feedback(owed.recipient, owed.person, since, ends(due_on), last))
    others = {
        (one.recipient, one.person): Feedback(one.recipient, one.person, None, None, one)
        for place, one in enumerate(told)
        if place not in met
    }
    return (*_each_once(found), *others.values())
