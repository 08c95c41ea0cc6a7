"""The loops of an incident: protection, classification, the council, being answered; its duties,
and word to those who are owed it.

Whatever an incident owes, it owes from the moment the organisation knew. A duty is late from its
internal target or from the law's own number, whichever comes first; one without a number is late
at once.

Source: Care Act 2014 s42 and statutory guidance 14 (protect, then report; the council decides);
the rules of `domain/duty`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, get_args

from domain.duty.assessment import Assessed, assess
from domain.duty.deadline import Deadline
from domain.duty.owed import Standing, brought_to
from domain.duty.timeline import timeline
from domain.incident.events import IncidentEvent
from domain.incident.feedback import feedback
from domain.incident.state import Incident, evolve
from domain.incident.vocabulary import Kind, ToldBody
from projections.open_loops import commissioner
from projections.open_loops.commissioner import part_of
from projections.open_loops.loop import (
    REGISTRATION,
    Owes,
    Recorded,
    Span,
    Stream,
    Subject,
    day_after,
    happened,
)

ANSWERING: Final = (ToldBody.COUNCIL_SAFEGUARDING, ToldBody.CQC)
"""Bodies that answer with a reference of theirs."""

_SETTLED: Final = {Standing.MET, Standing.EXCUSED, Standing.RULED_OUT}


def owes(incident: Incident) -> Iterator[Owes]:
    if incident.safe_now is None:
        yield Owes("protection")
    if incident.kind is Kind.UNCLASSIFIED:
        yield Owes("classification")
    if incident.awaits_council:
        yield Owes("council_decision")
    for report, told in incident.told.items():
        if told.report.body in ANSWERING and told.acknowledged is None:
            yield Owes("acknowledgement", str(report))


def spans(incident: Incident, history: Sequence[Recorded]) -> Iterator[Span]:
    """Duties and feedback, as the incident stands now."""
    line, recorded_at = timeline(history), history[0][1]
    if line is None or incident.in_error or incident.merged:
        return
    now = history[-1][1]
    times = {id(event): happened(event, recorded) for event, recorded in history}
    assessed = assess(incident, line, now=now)
    yield from commissioner.spans(incident, assessed, times, line.raised)
    for one in assessed:
        if commissioner.by_contract(one):
            continue
        since = one.instants.clock_start or one.instants.duty_identified or line.raised
        closed = _settled(one, times, since)
        loop = "duty_to_judge" if one.duty.standing is Standing.TO_JUDGE else "duty"
        late = since if loop == "duty_to_judge" else _late_from(one, since)
        yield Span(loop, part_of(one), since, late, closed, depends_on=_depends(incident, one))
    for told in feedback(incident, recorded_at=recorded_at):
        if told.owed_since is not None:
            part = told.recipient if told.person is None else f"{told.recipient}/{told.person}"
            done = None if told.told is None else times.get(id(told.told), now)
            late = told.due_by or told.owed_since
            yield Span("feedback", part, told.owed_since, late, done)


def _depends(incident: Incident, one: Assessed) -> str | None:
    """What came with a merged incident was owed where that happened."""
    brought = (one.duty.rule.code, one.duty.commissioner) in brought_to(incident)
    return REGISTRATION if one.duty.rule.needs_cqc_registration and not brought else None


def _settled(one: Assessed, times: dict[int, datetime], since: datetime) -> datetime | None:
    """When it was met, excused or ruled out; None while it is owed."""
    duty = one.duty
    if duty.standing not in _SETTLED:
        return None
    report = None if duty.report is None else duty.report.report
    settling = report or duty.step or duty.ruled_out
    return one.instants.made or times.get(id(settling), since)


def _late_from(one: Assessed, since: datetime) -> datetime:
    ends = [_ends(one.internal.deadline), _ends(one.legal.deadline)]
    return min((end for end in ends if end is not None), default=since)


def _ends(deadline: Deadline) -> datetime | None:
    if deadline.due_at is not None:
        return deadline.due_at
    return None if deadline.due_on is None else day_after(deadline.due_on)


def subject(incident: Incident) -> Subject:
    return Subject(
        service=incident.account.service,
        unit=incident.account.unit,
        excluded=incident.excluded,
        void=incident.in_error or incident.merged,
    )


STREAM: Final = Stream(get_args(IncidentEvent), evolve, subject, owes, spans)
