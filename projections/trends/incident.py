"""An incident as it is counted: its codes, its days, its clocks and how its duties stood.

Late is a duty that was met, and later than the law's number or the target that comes with the
rules; the provider's own targets are policy and are not known here. A duty of which no time is
known is neither late nor in time. What is still owed is a loose end, not a late duty.

Source: domain rules on incidents (`domain/incident`, `domain/duty`); culture: who noticed first.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from domain.duty.assessment import Assessed, assess
from domain.duty.calendar import london_day
from domain.duty.owed import Standing
from domain.duty.timeline import timeline
from domain.incident.account import Harm, Risk
from domain.incident.events import Closed, ExternallyReported
from domain.incident.feedback import feedback
from domain.incident.state import Incident, fold
from domain.incident.vocabulary import (
    NoticedBy,
    PersonIs,
    PhysicalHarm,
    ToldBody,
)
from domain.vocabulary.recipient import Recipient
from projections.register import CLOSED, IN_ERROR, MERGED, OPEN
from projections.runner.declaration import Change
from projections.trends.instants import (
    Recorded,
    day,
    first_day,
    happened_at,
    instant,
    not_after,
    times,
)

HEALTH: Final = frozenset({
    ToldBody.GP, ToldBody.NHS_111, ToldBody.AMBULANCE, ToldBody.DISTRICT_NURSE, ToldBody.HOSPITAL,
    ToldBody.PHARMACIST,
})  # fmt: skip
OUTSIDE: Final = frozenset(
    {NoticedBy.FAMILY, NoticedBy.COUNCIL, NoticedBy.CQC, NoticedBy.OTHER_PROFESSIONAL}
)
"""Whoever noticed first without working or living there."""
_WORSE: Final = [one.value for one in PhysicalHarm]


def rows(stream: UUID, history: Sequence[Recorded]) -> Iterator[Change]:
    incident = fold(one.event for one in history)
    if incident is None:
        return
    known = times(history)
    values = _known(incident) | _days(incident, history[0]) | _told(incident)
    values |= _afterwards(incident, known, history) | _duties(incident, history)
    yield Change("trend_incidents", (stream,), values)
    for role in (PersonIs.ADULT_AT_RISK, PersonIs.ALLEGED_TO_HAVE_CAUSED_HARM):
        for person in _people(incident, role):
            yield Change("trend_people", (stream, role.value, person), {})
    for other in incident.after.joined:
        yield Change("trend_joined", (stream, other), {})


def _known(incident: Incident) -> dict[str, Any]:
    account, raised = incident.account, incident.account.raised_by
    noticed_by = None if account.first_noticed is None else account.first_noticed.by
    return {
        "source": incident.source.system,
        "kind": incident.kind.value,
        "service": account.service,
        "unit": account.unit,
        "state": _state(incident),
        "excluded": list(incident.excluded),
        "restricted": bool(incident.excluded),
        "noticed_by": noticed_by,
        "raised_outside": None if noticed_by is None else noticed_by in OUTSIDE,
        "anonymous": None if raised is None else bool(raised.anonymous),
        "harm": worst(incident),
        "suggested_factors": _each_once(account.suggested_factors or ()),
        "adults": _people(incident, PersonIs.ADULT_AT_RISK),
        "alleged": _people(incident, PersonIs.ALLEGED_TO_HAVE_CAUSED_HARM),
        **_risks(account.risks or ()),
    }


def _state(incident: Incident) -> str:
    if incident.in_error:
        return IN_ERROR
    if incident.merged:
        return MERGED
    return CLOSED if incident.closed else OPEN


def worst(incident: Incident) -> str | None:
    """The worse of the two scales, of this incident and of what was merged into it."""
    brought = (one.carried.harm for one in incident.after.brought.values())
    said = [word for harm in (incident.account.harm, *brought) for word in _scales(harm)]
    return max(said, key=_WORSE.index, default=None)


def _scales(harm: Harm | None) -> list[str]:
    both = () if harm is None else (harm.physical, harm.psychological)
    return [one.value for one in both if one is not None]


def _risks(risks: Sequence[Risk]) -> dict[str, Any]:
    return {
        "risk_types": _each_once(risk.type for risk in risks),
        "risk_sources": _each_once(risk.source for risk in risks),
        "risk_locations": _each_once(risk.location for risk in risks),
        "risks": _each_once(f"{one.type}/{one.source}/{one.location}" for one in risks),
    }


def _each_once(words: Iterable[str]) -> list[str]:
    return sorted({str(word) for word in words})


def _people(incident: Incident, role: PersonIs) -> list[UUID]:
    return sorted({person.person for person in incident.people if role in person.roles})


def _days(incident: Incident, reported: Recorded) -> dict[str, Any]:
    account = incident.account
    return {
        "position": reported.position,
        "recorded_at": reported.at,
        "recorded_on": london_day(reported.at),
        "noticed_at": instant(account.first_noticed),
        "noticed_on": day(account.first_noticed),
        "occurred_on": first_day(account.occurred),
        "aware": account.organisation_aware is not None,
        "aware_at": instant(account.organisation_aware),
        "aware_on": day(account.organisation_aware),
    }


def _told(incident: Incident) -> dict[str, Any]:
    reports = [told.report for told in incident.told.values()]
    council = [one for one in reports if one.body is ToldBody.COUNCIL_SAFEGUARDING]
    health = [one for one in reports if one.body in HEALTH]
    return {
        "told": bool(council),
        "told_at": _first(council),
        "health": bool(health),
        "health_at": _first(health),
        "external_reports": bool(reports),
        "outside_at": _first(reports),
    }


def _first(reports: Iterable[ExternallyReported]) -> datetime | None:
    known = [at for one in reports if (at := instant(one.at)) is not None]
    return min(known, default=None)


def _afterwards(
    incident: Incident, known: dict[int, datetime], history: Sequence[Recorded]
) -> dict[str, Any]:
    wishes, outcome = incident.wishes, incident.after.outcome
    decision = incident.council_decision
    word = next(
        (
            one
            for one in feedback(incident, recorded_at=history[0].at)
            if one.recipient is Recipient.REPORTER and one.owed_since is not None
        ),
        None,
    )
    return {
        "wishes_asked": None if wishes is None else wishes.asked,
        "lacked_capacity": None if wishes is None else wishes.lacked_capacity,
        "supported_by": None if wishes is None else wishes.supported_by,
        "wishes_outcome": None if outcome is None else outcome.outcomes_achieved,
        "council_decision": None if decision is None else decision.decision,
        "closed_at": _closed_at(incident, history),
        "reporter_feedback_due_by": None if word is None else word.due_by,
        "reporter_feedback_told_at": None if word is None else happened_at(known, word.told),
    }


def _closed_at(incident: Incident, history: Sequence[Recorded]) -> datetime | None:
    if not incident.closed:
        return None
    closed = incident.closings[-1]
    recorded_at = next(one.at for one in history if one.event is closed)
    suspect = isinstance(closed, Closed) and closed.suspect
    claimed = closed.at if isinstance(closed, Closed) and not suspect else None
    return not_after(claimed, recorded_at)


def _duties(incident: Incident, history: Sequence[Recorded]) -> dict[str, Any]:
    line = timeline((one.event, one.at) for one in history)
    if line is None or incident.in_error or incident.merged:
        return {"late_duties": [], "ruled_out_duties": []}
    assessed = assess(incident, line, now=history[-1].at)
    ruled_out = (one for one in assessed if one.duty.standing is Standing.RULED_OUT)
    return {
        "late_duties": _codes(one for one in assessed if _met_late(one)),
        "ruled_out_duties": _codes(ruled_out),
    }


def _met_late(one: Assessed) -> bool:
    met = one.duty.standing is Standing.MET and one.instants.answered
    return met and False in {one.internal.met, one.legal.met}


def _codes(assessed: Iterable[Assessed]) -> list[str]:
    return _each_once(one.duty.rule.code for one in assessed)
