"""How each duty of an incident stands at a moment: six instants, two standards, whose the delay is.

The clock starts when the organisation knew the facts, even where nobody called it safeguarding yet;
where that is not known, when it was raised. The delay is told apart: from noticing to knowing is
the worker's way up, from knowing to identifying is the organisation's classifying, from identifying
to telling is reporting. What the law says without a number is judged by people; no verdict on it is
computed here.

Source: domain law on clocks; CQC guidance; RIDDOR 2013; UK GDPR Art 33.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.duty.calendar import first_day_over, hours_between, london_day
from domain.duty.contract import ANYWHERE, Setting
from domain.duty.deadline import NONE, Deadline, within
from domain.duty.england import ENGLAND
from domain.duty.instants import Instants, counted_from, instants_of
from domain.duty.owed import Duty, Standing, duties_of
from domain.duty.rule import CountedFrom, Length, RuleSet, Standard, Unit
from domain.duty.timeline import Timeline
from domain.incident.state import Incident
from domain.moment import starts
from domain.vocabulary.duty import DutyCode

Targets = Mapping[DutyCode, int | None]
"""The provider's own targets in hours, where they differ from the rules'."""

NO_TARGETS: Targets = {}


class Status(StrEnum):
    TO_JUDGE = "to_judge"
    NOT_YET = "not_yet"
    """It counts from something that has not come yet."""
    OWED = "owed"
    OVERDUE_INTERNALLY = "overdue_internally"
    OVERDUE_IN_LAW = "overdue_in_law"
    MADE = "made"
    MADE_LATE = "made_late"
    """Against the law's number, or against the provider's own target."""
    ACKNOWLEDGED = "acknowledged"
    EXCUSED = "excused"
    RULED_OUT = "ruled_out"


@dataclass(frozen=True, slots=True)
class Delay:
    """Hours, each None where an end of it is not known. What has no end yet runs until now."""

    noticing_hours: float | None
    classification_hours: float | None
    reporting_hours: float | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One standard: the deadline, and whether it was met; None where nobody can say yet."""

    deadline: Deadline
    met: bool | None


@dataclass(frozen=True, slots=True)
class Assessed:
    """One duty at a moment. `elapsed_hours`: from the start of the clock to telling, or to now."""

    duty: Duty
    status: Status
    instants: Instants
    arises: Deadline
    elapsed_hours: float | None
    target_hours: int | None
    internal: Verdict
    legal: Verdict
    delay: Delay


def _between(began: datetime | None, ended: datetime | None) -> float | None:
    """None where an end is missing; what came earlier than it could took no time."""
    return None if began is None or ended is None else max(hours_between(began, ended), 0.0)


def _delay(instants: Instants, now: datetime) -> Delay:
    """Where it was identified before the organisation knew, nothing was spent on classifying."""
    aware, found = instants.organisation_aware, instants.duty_identified
    end = instants.made or (None if instants.answered else now)
    began = max((one for one in (aware, found) if one is not None), default=None)
    return Delay(
        noticing_hours=_between(instants.first_noticed, aware),
        classification_hours=_between(aware, found),
        reporting_hours=_between(began, end),
    )


def _legal_length(duty: Duty) -> Length | None:
    return duty.rule.within if duty.contract is None else duty.contract.within


def _legal_deadline(duty: Duty, incident: Incident, instants: Instants) -> Deadline:
    if duty.rule.standard is Standard.DATE_SET_BY_COUNCIL:
        decided = incident.council_decision
        return NONE if decided is None else Deadline(due_on=decided.report_due_on)
    length, since = _legal_length(duty), counted_from(duty, incident, instants)
    return NONE if length is None or since is None else within(length, since)


def _arises(duty: Duty, incident: Incident, instants: Instants) -> Deadline:
    """When something that has to go on for a while becomes a duty."""
    length, since = duty.rule.arises_after, counted_from(duty, incident, instants)
    if length is None or since is None:
        return NONE
    if length.unit is Unit.HOURS:
        return within(length, since)
    return Deadline(due_on=first_day_over(london_day(since), length.amount))


def _verdict(deadline: Deadline, instants: Instants, now: datetime) -> Verdict:
    """Met or not once it was made; before that, missed once it is too late, else open."""
    if not deadline.exists:
        return Verdict(deadline, None)
    if instants.answered:
        return Verdict(deadline, None if instants.made is None else deadline.met_by(instants.made))
    return Verdict(deadline, None if deadline.met_by(now) else False)


def _target(duty: Duty, targets: Targets) -> int | None:
    return targets.get(duty.rule.code, duty.rule.target_hours)


def _begins(arises: Deadline) -> datetime | None:
    day: date | None = arises.due_on
    return arises.due_at if day is None else starts(day)


def _not_yet(duty: Duty, arises: Deadline, instants: Instants, now: datetime) -> bool:
    waits = duty.rule.counted_from in {CountedFrom.OUTCOME_KNOWN, CountedFrom.BEGAN}
    if waits and instants.clock_start is None:
        return True
    begins = _begins(arises)
    return begins is not None and now < begins


def _status(instants: Instants, verdicts: tuple[Verdict, Verdict]) -> Status:
    """As it stands once it has begun. verdicts: internal, legal."""
    internal, legal = verdicts
    if instants.answered:
        if instants.is_acknowledged:
            return Status.ACKNOWLEDGED
        return Status.MADE_LATE if False in {internal.met, legal.met} else Status.MADE
    if legal.met is False:
        return Status.OVERDUE_IN_LAW
    return Status.OVERDUE_INTERNALLY if internal.met is False else Status.OWED


_SETTLED: Mapping[Standing, Status] = {
    Standing.TO_JUDGE: Status.TO_JUDGE,
    Standing.EXCUSED: Status.EXCUSED,
    Standing.RULED_OUT: Status.RULED_OUT,
}


def _assess(
    duty: Duty, incident: Incident, line: Timeline, targets: Targets, now: datetime
) -> Assessed:
    instants = instants_of(duty, incident, line, now)
    arises, target = _arises(duty, incident, instants), _target(duty, targets)
    start = _begins(arises) or instants.clock_start
    own = NONE
    if target is not None and start is not None:
        own = within(Length(amount=target, unit=Unit.HOURS), start)
    internal = _verdict(own, instants, now)
    legal = _verdict(_legal_deadline(duty, incident, instants), instants, now)
    status = _SETTLED.get(duty.standing) or _status(instants, (internal, legal))
    if duty.standing is Standing.OWED and _not_yet(duty, arises, instants, now):
        status = Status.NOT_YET
    ended = instants.made if instants.answered else now
    return Assessed(
        duty=duty,
        status=status,
        instants=instants,
        arises=arises,
        elapsed_hours=_between(start, ended),
        target_hours=target,
        internal=internal,
        legal=legal,
        delay=_delay(instants, now),
    )


def assess(
    incident: Incident,
    line: Timeline,
    *,
    now: datetime,
    rules: RuleSet = ENGLAND,
    setting: Setting = ANYWHERE,
    targets: Targets = NO_TARGETS,
) -> tuple[Assessed, ...]:
    """Every duty of this incident at `now`, in the order of the rules."""
    found = duties_of(incident, rules, setting)
    return tuple(_assess(duty, incident, line, targets, now) for duty in found)
