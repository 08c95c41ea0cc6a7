"""What people may say of the duties of an incident, and when the rules say no.

What the facts bring needs nobody to identify it; whoever identifies it all the same says nothing
wrong. What was ruled out can be identified later, and the other way round, until it was done.

Source: domain invariants 5, 6, 7 and 10; 2014 Regulations reg 20; SVGA 2006 s35.
"""

from domain.duty import refusals
from domain.duty.contract import ANYWHERE, Setting
from domain.duty.owed import Standing, duties_of
from domain.duty.rule import RuleSet
from domain.incident.decisions import must_stand
from domain.incident.duties import (
    IN_PERSON,
    WRITTEN,
    CandourStepCompleted,
    DutyIdentified,
    DutyRuledOut,
)
from domain.incident.events import ExternallyReported
from domain.incident.state import Incident
from domain.moment import Moment, surely_before
from domain.vocabulary.duty import CandourOutcome, DutyCode


def identify(incident: Incident, said: DutyIdentified, rules: RuleSet) -> DutyIdentified:
    rule = rules.rule(said.duty)
    if rule.needs_opinion and said.opinion_by is None:
        raise refusals.OpinionRequired("/opinion_by")
    if rule.needs_opinion and said.opinion_at is None:
        raise refusals.OpinionRequired("/opinion_at")
    if not set(rule.conditions) <= set(said.conditions):
        raise refusals.ConditionsNotMet("/conditions")
    if said.commissioner is not None and said.duty is not DutyCode.PLACING_COMMISSIONER:
        raise refusals.CommissionerNotAsked("/commissioner_ref")
    must_stand(incident)
    return said


def rule_out(
    incident: Incident, said: DutyRuledOut, rules: RuleSet, setting: Setting = ANYWHERE
) -> DutyRuledOut:
    """Refused where one of them was done: a report that was made is a fact. `setting`: what its
    duties depend on besides itself, such as a contract.
    """
    if said.commissioner is not None and set(said.duties) != {DutyCode.PLACING_COMMISSIONER}:
        raise refusals.CommissionerNotAsked("/commissioner_ref")
    must_stand(incident)
    met = {
        (duty.rule.code, duty.commissioner)
        for duty in duties_of(incident, rules, setting)
        if duty.standing is Standing.MET
    }
    for place, code in enumerate(said.duties):
        if (code, said.commissioner) in met:
            raise refusals.DutyAlreadyMet(f"/duties/{place}")
    return said


def tell(incident: Incident, told: ExternallyReported, rules: RuleSet) -> ExternallyReported:
    """The body of the duty is filled in where only the duty is named."""
    if told.duty is not None:
        rule = rules.rule(told.duty)
        if rule.by_steps:
            raise refusals.CandourBySteps("/duty")
        if told.body not in {None, rule.body}:
            raise refusals.DutyOfAnotherBody("/duty")
        told = told.model_copy(update={"body": rule.body})
    must_stand(incident)
    return told


def _known(at: Moment | None) -> Moment | None:
    return None if at is None or at.suspect else at


def _after_the_conversation(
    incident: Incident, letter: CandourStepCompleted, recorded: Moment | None
) -> None:
    spoken = incident.judged.step(IN_PERSON)
    if spoken is None:
        raise refusals.WrittenBeforeInPerson("/step")
    held = recorded if spoken.outcome is CandourOutcome.DONE else None
    said, written = _known(spoken.at) or held, _known(letter.at)
    if said is not None and written is not None and surely_before(written, said):
        raise refusals.WrittenBeforeInPerson("/at")


def complete_candour_step(
    incident: Incident, taken: CandourStepCompleted, *, recorded: Moment | None = None
) -> CandourStepCompleted:
    """Below the threshold openness is owed too, so no duty has to be identified first.
    `recorded`: when the conversation in person was, which stands in where nobody said its time.
    """
    if taken.outcome is not CandourOutcome.DONE and not taken.attempts:
        raise refusals.AttemptsRequired("/attempts")
    must_stand(incident)
    if taken.step == WRITTEN and taken.outcome is CandourOutcome.DONE:
        _after_the_conversation(incident, taken, recorded)
    return taken
