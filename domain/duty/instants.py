"""The six instants of a duty, and the one its clock starts from.

Occurred, first noticed, known to the organisation, identified, made, acknowledged: each None where
nobody has said it exactly enough for a clock. A duty that the facts bring was identified when the
incident became what brings it; one that people judge, when they said so; whichever came first.

Source: domain law on clocks (six instants per report).
"""

from dataclasses import dataclass
from datetime import date, datetime

from domain.duty.owed import Duty
from domain.duty.rule import CountedFrom, Sign
from domain.duty.timeline import Timeline
from domain.incident.account import Occurred
from domain.incident.duties import DutyKey
from domain.incident.state import Incident
from domain.moment import CLOCK_SKEW, Moment, Precision, span

_VAGUE = frozenset({Precision.WEEK, Precision.MONTH})
_BY_KIND = frozenset({Sign.CONCERN, Sign.ABUSE})


@dataclass(frozen=True, slots=True)
class Instants:
    """`answered`: whether it was met or excused by now, though perhaps nobody knows when.
    `is_acknowledged`: the same for the answer of whom it was made to.
    """

    occurred: datetime | None
    first_noticed: datetime | None
    organisation_aware: datetime | None
    duty_identified: datetime | None
    made: datetime | None
    acknowledged: datetime | None
    clock_start: datetime | None
    answered: bool
    is_acknowledged: bool


def _occurred(occurred: Occurred | None) -> datetime | None:
    if occurred is None or occurred.from_ is None:
        return None
    at = Moment(at=occurred.from_, precision=occurred.precision, suspect=occurred.suspect)
    return at.instant()


def _aware(incident: Incident) -> datetime | None:
    """The earliest, where others were merged here: the organisation knew from the first of them."""
    brought = (one.carried.aware for one in incident.after.brought.values())
    said = (incident.account.organisation_aware, *brought)
    known = (aware.instant() for aware in said if aware is not None)
    return min((at for at in known if at is not None), default=None)


def _key(duty: Duty) -> DutyKey:
    return (duty.rule.code, duty.commissioner)


def _identified(duty: Duty, line: Timeline) -> datetime | None:
    """The earlier of what the facts and what people said; none while somebody has to judge."""
    said = (
        [line.identified[_key(duty)]] if duty.identified and _key(duty) in line.identified else []
    )
    if duty.derived:
        signs = set(duty.rule.derived_when)
        if Sign.COUNCIL_SET_DATE in signs:
            said.append(line.council_decided or line.raised)
        elif Sign.CANDOUR_OWED in signs:
            said += [at for (code, _), at in line.identified.items() if "candour" in code]
        elif signs & _BY_KIND or duty.contract is not None:
            said.append(line.concern or line.raised)
        else:
            said.append(line.raised)
    return min(said, default=None)


def _starts(duty: Duty, incident: Incident, line: Timeline) -> datetime | None:
    """From when its clock runs: as was said when it was identified, else by the rule."""
    said = None if duty.identified is None else duty.identified.clock_start
    if said is not None:
        return said.instant()
    match duty.rule.counted_from:
        case CountedFrom.OUTCOME_KNOWN | CountedFrom.BEGAN:
            return None
        case CountedFrom.INCIDENT_DAY | CountedFrom.ORGANISATION_AWARE:
            return _aware(incident) or line.raised


def _made(duty: Duty, incident: Incident, line: Timeline) -> datetime | None:
    if duty.report is not None:
        return line.told.get(duty.report.report.report)
    if duty.step is None:
        return None
    taken = zip(incident.judged.steps, line.steps, strict=True)
    return next((at for step, at in taken if step is duty.step), None)


def _is_later(at: datetime | None, now: datetime) -> bool:
    """Whether it had not come yet; the clocks of two machines may differ a little."""
    return at is not None and at > now + CLOCK_SKEW


def instants_of(duty: Duty, incident: Incident, line: Timeline, now: datetime) -> Instants:
    """As at `now`: what is said to have been made later than that was not made yet."""
    made, noticed = _made(duty, incident, line), incident.account.first_noticed
    report = duty.report
    done = report is not None or duty.step is not None
    answered = done and not _is_later(made, now)
    answer = None if report is None or report.acknowledged is None else report.report.report
    acknowledged = None if answer is None else line.answered.get(answer)
    is_acknowledged = answered and answer is not None and not _is_later(acknowledged, now)
    return Instants(
        occurred=_occurred(incident.account.occurred),
        first_noticed=None if noticed is None else noticed.instant(),
        organisation_aware=_aware(incident),
        duty_identified=_identified(duty, line),
        made=made if answered else None,
        acknowledged=acknowledged if is_acknowledged else None,
        clock_start=_starts(duty, incident, line),
        answered=answered,
        is_acknowledged=is_acknowledged,
    )


def _incident_day(incident: Incident, instants: Instants) -> datetime | date | None:
    """The day of the accident: as exactly as is known, and not where its time is suspect. Of a
    week or a month its last day, unless it was noticed before: nobody is late by a guess.
    """
    noticed = instants.first_noticed or instants.clock_start
    occurred = incident.account.occurred
    if occurred is None or occurred.from_ is None or occurred.suspect:
        return noticed
    if occurred.precision in _VAGUE:
        last = span(occurred.to or occurred.from_, occurred.precision)[1]
        return last if noticed is None else min(last, noticed)
    return noticed if occurred.precision is Precision.UNKNOWN else occurred.from_


def counted_from(duty: Duty, incident: Incident, instants: Instants) -> datetime | date | None:
    """What the law's own number is counted from."""
    said = duty.identified is not None and duty.identified.clock_start is not None
    if duty.rule.counted_from is CountedFrom.INCIDENT_DAY and not said:
        return _incident_day(incident, instants)
    return instants.clock_start
