"""What people judged of the duties of an incident, and the steps of candour they took.

A duty itself is never stored: it follows from the facts and the rules in force. Stored is what
somebody decided: that a duty was identified, with whose opinion; that it was ruled out, why and in
which role. The last word on a duty holds, so what was ruled out can be identified later.

Source: CQC (Registration) Regulations 2009; 2014 Regulations reg 20 (seven steps under (9)).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar

from pydantic import Field

from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.moment import Moment
from domain.vocabulary.duty import CandourOutcome, DutyCode, DutyCondition

Step = Annotated[int, Field(ge=1, le=7)]
IN_PERSON, WRITTEN = 1, 6
"""The first step tells the relevant person face to face; the sixth is the letter."""

DutyKey = tuple[DutyCode, str | None]
"""A duty, and for which commissioner where several have contracts."""


class DutyIdentified(DomainEvent):
    """Somebody judged the criteria of this duty to be met. `clock_start`: from when it counts,
    where that is not when the organisation knew. `rules`: version of the rules it was judged by.
    """

    type: ClassVar[str] = "incident.duty_identified.v1"

    duty: DutyCode
    commissioner: str | None = None
    reason: LearningText | None = None
    opinion_by: str | None = None
    opinion_at: Moment | None = None
    conditions: tuple[DutyCondition, ...] = ()
    clock_start: Moment | None = None
    at: Moment | None = None
    rules: int


class DutyRuledOut(DomainEvent):
    """Somebody judged that these are not owed, for one reason."""

    type: ClassVar[str] = "incident.duty_ruled_out.v1"

    duties: tuple[DutyCode, ...]
    commissioner: str | None = None
    reason: LearningText
    decided_by: str
    at: Moment | None = None
    rules: int


class CandourStepCompleted(DomainEvent):
    """One of the seven steps was taken, or could not be. `attempts`: how often it was tried."""

    type: ClassVar[str] = "incident.candour_step_completed.v1"

    step: Step
    outcome: CandourOutcome = CandourOutcome.DONE
    attempts: int | None = None
    note: LearningText | None = None
    at: Moment | None = None


DutyEvent = DutyIdentified | DutyRuledOut | CandourStepCompleted


@dataclass(frozen=True, slots=True)
class Judged:
    """The last word on each duty, and all steps in the order in which they were recorded."""

    words: Mapping[DutyKey, DutyIdentified | DutyRuledOut] = field(
        default_factory=dict[DutyKey, DutyIdentified | DutyRuledOut]
    )
    steps: tuple[CandourStepCompleted, ...] = ()

    def after(self, event: DutyEvent) -> "Judged":
        said: Mapping[DutyKey, DutyIdentified | DutyRuledOut]
        match event:
            case DutyIdentified():
                said = {(event.duty, event.commissioner): event}
            case DutyRuledOut():
                said = {(duty, event.commissioner): event for duty in event.duties}
            case CandourStepCompleted():
                return replace(self, steps=(*self.steps, event))
        return replace(self, words={**self.words, **said})

    def step(self, number: int) -> CandourStepCompleted | None:
        """The last word on this step; one that was done stays done."""
        taken = [step for step in self.steps if step.step == number]
        done = [step for step in taken if step.outcome is CandourOutcome.DONE]
        return next(reversed(done or taken), None)
