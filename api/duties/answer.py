"""The duties of an incident as callers read them: instants, standards and whose the delay."""

from typing import Annotated

from pydantic import Field

from api.incidents.answer import OwnRef, Word
from api.schema import Answer, At, ExternalReportId, IncidentId, Version
from domain.duty.assessment import Status
from domain.duty.deadline import NoDate
from domain.duty.rule import CountedFrom, Length, Sign, Standard, Unit
from domain.incident.vocabulary import ToldBody
from domain.moment import Day
from domain.vocabulary.duty import CandourOutcome, DutyCode, DutyCondition

MOST_DUTIES = 600
Text = Annotated[str, Field(max_length=20_000)]
Line = Annotated[str, Field(max_length=500)]
Drafted = Annotated[str, Field(max_length=100_000_000)]
"""As long as the facts make it: newer snapshots may bring any number of outside reports."""
Hours = float | None


class InstantsAnswer(Answer):
    """The six instants, each null where nobody has said it exactly enough for a clock."""

    occurred: At | None
    first_noticed: At | None
    organisation_aware: At | None
    duty_identified: At | None
    made: At | None
    acknowledged: At | None


class LengthAnswer(Answer):
    amount: Annotated[int, Field(ge=1, le=10_000)]
    unit: Unit


class LegalAnswer(Answer):
    """What the law says. `met` is null where it has no number: then people judge it. `no_date`:
    why Heed cannot say a day, although there is a number.
    """

    standard: Standard
    within: LengthAnswer | None
    due_at: At | None
    due_on: Day | None
    no_date: NoDate | None
    met: bool | None


class InternalAnswer(Answer):
    """The provider's own target, which is not the law's."""

    target_hours: Annotated[int, Field(ge=1, le=10_000)] | None
    due_at: At | None
    met: bool | None


class DelayAnswer(Answer):
    """Whose the delay is: `noticing`, until the organisation knew; `classification`, until the
    duty was identified; `reporting`, until it was done, or until now.
    """

    noticing_hours: Hours
    classification_hours: Hours
    reporting_hours: Hours


class IdentifiedAnswer(Answer):
    """Who judged the criteria to be met is in the history; here is on what grounds."""

    reason: Text | None
    opinion_by: Word | None
    opinion_at: At | None
    conditions: Annotated[tuple[DutyCondition, ...], Field(max_length=5)]
    rules: Version


class RuledOutAnswer(Answer):
    reason: Text | None
    decided_by: Word
    at: At | None
    rules: Version


class MadeAnswer(Answer):
    """What met the duty: an external report, or a step of the duty of candour."""

    report: ExternalReportId | None
    step: Annotated[int, Field(ge=1, le=7)] | None
    their_ref: OwnRef | None
    issuer: Word | None
    late_reason: Text | None


class DutyAnswer(Answer):
    """One duty of this incident."""

    duty: DutyCode
    title: Line
    body: ToldBody
    commissioner_ref: Word | None
    status: Status
    derived: bool
    """The facts bring it, whether or not somebody identified it besides."""
    instrument: Line
    provision: Line
    instants: InstantsAnswer
    clock_start: At | None
    arises_at: At | None
    arises_on: Day | None
    elapsed_hours: Hours
    legal: LegalAnswer
    internal: InternalAnswer
    delay: DelayAnswer
    identified: IdentifiedAnswer | None
    ruled_out: RuledOutAnswer | None
    made: MadeAnswer | None


class StepAnswer(Answer):
    """One of the seven steps, and what came of it; null where nobody has recorded it."""

    step: Annotated[int, Field(ge=1, le=7)]
    title: Line
    outcome: CandourOutcome | None
    attempts: Annotated[int, Field(ge=1, le=100)] | None
    note: Text | None
    at: At | None


class IncidentDuties(Answer):
    """Every duty of an incident at a moment, by the rules in force."""

    incident: IncidentId
    version: Version
    jurisdiction: Word
    rules: Version
    as_of: At
    duties: Annotated[tuple[DutyAnswer, ...], Field(max_length=MOST_DUTIES)]
    candour_steps: Annotated[tuple[StepAnswer, ...], Field(min_length=7, max_length=7)]


class RuleAnswer(Answer):
    """What one duty demands."""

    duty: DutyCode
    title: Line
    trigger: Line
    body: ToldBody
    derived_when: Annotated[tuple[Sign, ...], Field(max_length=10)]
    judge_when: Annotated[tuple[Sign, ...], Field(max_length=10)]
    yields_to: Annotated[tuple[DutyCode, ...], Field(max_length=30)]
    needs_cqc_registration: bool
    needs_opinion: bool
    conditions: Annotated[tuple[DutyCondition, ...], Field(max_length=5)]
    lasting: LengthAnswer | None
    arises_after: LengthAnswer | None
    standard: Standard
    within: LengthAnswer | None
    counted_from: CountedFrom
    target_hours: Annotated[int, Field(ge=1, le=10_000)] | None
    instrument: Line
    provision: Line
    in_force_from: Day | None
    named_only: bool
    by_steps: bool


class DutyRules(Answer):
    """The duties there are, what brings each, and what each demands."""

    jurisdiction: Word
    version: Version
    versions: Annotated[tuple[Version, ...], Field(max_length=1_000)]
    duties: Annotated[tuple[RuleAnswer, ...], Field(max_length=100)]


class SectionAnswer(Answer):
    heading: Line
    text: Drafted


class MissingFact(Answer):
    """What the form asks for and the facts do not say."""

    pointer: Line
    why: Line


class NotificationDraft(Answer):
    """Text for a form, from the facts alone: no names, and each person by a short code."""

    incident: IncidentId
    version: Version
    duty: DutyCode
    title: Line
    body: ToldBody
    instrument: Line
    provision: Line
    sections: Annotated[tuple[SectionAnswer, ...], Field(max_length=50)]
    text: Drafted
    missing: Annotated[tuple[MissingFact, ...], Field(max_length=50)]


def length(one: Length | None) -> LengthAnswer | None:
    return None if one is None else LengthAnswer(amount=one.amount, unit=one.unit)
