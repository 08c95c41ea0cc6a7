"""From the duties of an incident to what a caller reads."""

from datetime import datetime
from typing import Any

from api.duties.answer import (
    DutyAnswer,
    DutyRules,
    IdentifiedAnswer,
    IncidentDuties,
    InternalAnswer,
    LegalAnswer,
    MadeAnswer,
    RuledOutAnswer,
    StepAnswer,
    length,
)
from api.resource import Standing
from domain.duty.assessment import Assessed, Delay
from domain.duty.candour import STEPS
from domain.duty.instants import Instants
from domain.duty.owed import Duty
from domain.duty.rule import RuleSet
from domain.identifier import shown
from domain.incident.state import Incident
from domain.moment import Moment

SIX = (
    "occurred",
    "first_noticed",
    "organisation_aware",
    "duty_identified",
    "made",
    "acknowledged",
)


def _instants(instants: Instants) -> dict[str, datetime | None]:
    return {name: getattr(instants, name) for name in SIX}


def _instant(at: Moment | None) -> datetime | None:
    return None if at is None else at.instant()


def _legal(one: Assessed) -> LegalAnswer:
    rule, contract = one.duty.rule, one.duty.contract
    return LegalAnswer(
        standard=rule.standard,
        within=length(rule.within if contract is None else contract.within),
        due_at=one.legal.deadline.due_at,
        due_on=one.legal.deadline.due_on,
        no_date=one.legal.deadline.why_none,
        met=one.legal.met,
    )


def _delay(delay: Delay) -> dict[str, float | None]:
    return {
        "noticing_hours": delay.noticing_hours,
        "classification_hours": delay.classification_hours,
        "reporting_hours": delay.reporting_hours,
    }


def _identified(at: Standing[Incident], duty: Duty) -> IdentifiedAnswer | None:
    said = duty.identified
    if said is None:
        return None
    return IdentifiedAnswer(
        reason=at.says(said.reason),
        opinion_by=said.opinion_by,
        opinion_at=_instant(said.opinion_at),
        conditions=said.conditions,
        rules=said.rules,
    )


def _ruled_out(at: Standing[Incident], duty: Duty) -> RuledOutAnswer | None:
    said = duty.ruled_out
    if said is None:
        return None
    return RuledOutAnswer(
        reason=at.says(said.reason),
        decided_by=said.decided_by,
        at=_instant(said.at),
        rules=said.rules,
    )


def _made(at: Standing[Incident], one: Assessed) -> MadeAnswer | None:
    """None before it was done."""
    told, step = one.duty.report, one.duty.step
    if not one.instants.answered:
        return None
    answer = told.acknowledged if told is not None and one.instants.is_acknowledged else None
    return MadeAnswer(
        report=None if told is None else shown("xrp", told.report.report),
        step=None if step is None else step.step,
        their_ref=None if answer is None else answer.their_ref,
        issuer=None if answer is None else answer.issuer,
        late_reason=None if told is None else at.says(told.report.late_reason),
    )


def _duty(at: Standing[Incident], one: Assessed) -> DutyAnswer:
    rule = one.duty.rule
    members: dict[str, Any] = {
        "duty": rule.code,
        "title": rule.title,
        "body": rule.body,
        "commissioner_ref": one.duty.commissioner,
        "status": one.status,
        "derived": one.duty.derived,
        "instrument": rule.instrument,
        "provision": rule.provision,
        "instants": _instants(one.instants),
        "clock_start": one.instants.clock_start,
        "arises_at": one.arises.due_at,
        "arises_on": one.arises.due_on,
        "elapsed_hours": one.elapsed_hours,
        "legal": _legal(one),
        "internal": InternalAnswer(
            target_hours=one.target_hours,
            due_at=one.internal.deadline.due_at,
            met=one.internal.met,
        ),
        "delay": _delay(one.delay),
        "identified": _identified(at, one.duty),
        "ruled_out": _ruled_out(at, one.duty),
        "made": _made(at, one),
    }
    return DutyAnswer.model_validate(members)


def _step(at: Standing[Incident], number: int, title: str) -> StepAnswer:
    taken = at.state.judged.step(number)
    return StepAnswer(
        step=number,
        title=title,
        outcome=taken and taken.outcome,
        attempts=taken and taken.attempts,
        note=None if taken is None else at.says(taken.note),
        at=None if taken is None else _instant(taken.at),
    )


def incident_duties(
    at: Standing[Incident], found: tuple[Assessed, ...], rules: RuleSet, as_of: datetime
) -> IncidentDuties:
    return IncidentDuties(
        incident=shown("inc", at.id),
        version=at.version,
        jurisdiction=rules.jurisdiction,
        rules=rules.version,
        as_of=as_of,
        duties=tuple(_duty(at, one) for one in found),
        candour_steps=tuple(_step(at, number, title) for number, title in STEPS.items()),
    )


def duty_rules(rules: RuleSet, versions: tuple[int, ...]) -> DutyRules:
    duties = [{"duty": one.code, **one.model_dump(exclude={"code"})} for one in rules.rules]
    return DutyRules.model_validate(
        {
            "jurisdiction": rules.jurisdiction,
            "version": rules.version,
            "versions": versions,
            "duties": duties,
        }
    )
