"""What one duty demands: of whom, by what law, from which moment, and by when.

The standard in law and the provider's own target never stand in for one another. Most duties have
no number in law ("without delay"): whether that was met is judged by people, and only the
internal target is computed. Where the law has a number, both are.

Source: domain law as named by each rule; CQC guidance on statutory notifications.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.incident.vocabulary import ToldBody
from domain.moment import Day
from domain.part import Part
from domain.vocabulary.duty import DutyCode, DutyCondition

DAY_HOURS = 24


class Standard(StrEnum):
    """How the law puts it, in words."""

    AT_ONCE = "at_once"
    WITHOUT_DELAY = "without_delay"
    AFTER_RESULT_WITHOUT_DELAY = "after_result_without_delay"
    AS_SOON_AS_POSSIBLE = "as_soon_as_possible"
    AS_SOON_AS_REASONABLY_PRACTICABLE = "as_soon_as_reasonably_practicable"
    WITHIN = "within"
    """A number: see `within`."""
    DATE_SET_BY_COUNCIL = "date_set_by_council"
    CONTRACT = "contract"
    OWN_RULES = "own_rules"


class Unit(StrEnum):
    HOURS = "hours"
    """Absolute: clock changes neither give nor take."""
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"


class Length(Part):
    amount: Annotated[int, Field(ge=1, le=10_000)]
    unit: Unit


class CountedFrom(StrEnum):
    """Which instant starts the clock."""

    ORGANISATION_AWARE = "organisation_aware"
    """Where nobody said when, the moment it was recorded."""
    INCIDENT_DAY = "incident_day"
    OUTCOME_KNOWN = "outcome_known"
    """Said when the duty is identified; until then it waits."""
    BEGAN = "began"
    """Of something that has to go on for a while; said when the duty is identified."""


class Sign(StrEnum):
    """What in the facts of an incident brings a duty, or makes somebody look whether it does."""

    CONCERN = "concern"
    """It is a safeguarding concern."""
    ABUSE = "abuse"
    """Abuse or an allegation of it, of or by somebody who uses the service."""
    DEATH = "death"
    LASTING_HARM = "lasting_harm"
    """Moderate harm or worse; whether it reaches the threshold is an opinion."""
    POLICE_TOLD = "police_told"
    WORKER_ALLEGED = "worker_alleged"
    PLACED = "placed"
    """Somebody in it was placed by a commissioner."""
    MODERN_SLAVERY = "modern_slavery"
    COUNCIL_SET_DATE = "council_set_date"
    CANDOUR_OWED = "candour_owed"
    """The duty to tell in person was identified, so the letter follows."""


class Rule(Part):
    """`derived_when`: owed without anybody saying so. `judge_when`: somebody has to look.
    `yields_to`: not owed where one of these, more particular, is.
    """

    code: DutyCode
    title: str
    trigger: str
    body: ToldBody
    derived_when: tuple[Sign, ...] = ()
    judge_when: tuple[Sign, ...] = ()
    yields_to: tuple[DutyCode, ...] = ()
    needs_cqc_registration: bool = False
    needs_opinion: bool = False
    """Of a health professional: who gave it and when."""
    conditions: tuple[DutyCondition, ...] = ()
    lasting: Length | None = None
    """How long harm must last without a break, or be likely to."""
    arises_after: Length | None = None
    """How long something has to go on before there is a duty at all."""
    standard: Standard
    within: Length | None = None
    counted_from: CountedFrom = CountedFrom.ORGANISATION_AWARE
    target_hours: int | None = DAY_HOURS
    instrument: str
    provision: str
    in_force_from: Day | None = None
    named_only: bool = False
    """Met only by a report that names it: telling the same body of something else is not this."""
    by_steps: bool = False
    """Met by the steps of the duty of candour, never by a report."""


class RuleSet(Part):
    jurisdiction: str
    version: int
    rules: tuple[Rule, ...]

    def rule(self, code: DutyCode) -> Rule:
        """The rule with this code. Every version of the rules has every code of its time."""
        return next(rule for rule in self.rules if rule.code is code)
