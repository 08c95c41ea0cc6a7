"""The questions over Heed's own facts that a derived measure may be: names and versions.

A question that is answered differently is a new version; a measure says which version it follows,
so that its figures never change their meaning unseen.

Source: Heed's rule that what it can count from its own log is never sent to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import Field

from domain.part import Part
from domain.vocabulary.code import Code
from domain.vocabulary.measuring import Cadence, Chart

_VALUES: Final = frozenset({Chart.XMR, Chart.RUN})
_BETWEEN: Final = frozenset({Chart.G, Chart.T, Chart.T_OR_G})
_COUNTS: Final = frozenset({Chart.C, Chart.XMR, Chart.RUN})
_RATES: Final = frozenset({Chart.U, Chart.XMR, Chart.RUN})
_BY_CALENDAR: Final = frozenset({Cadence.MONTH, Cadence.WEEK, Cadence.QUARTER})
_ONE_BY_ONE: Final = frozenset({Cadence.EVENT})
_EITHER: Final = _BY_CALENDAR | _ONE_BY_ONE
_PROPORTIONS: Final = frozenset({Chart.P, Chart.XMR, Chart.RUN})


class Question(Part):
    """A question by its name and the version of how it is answered."""

    name: Code
    version: Annotated[int, Field(ge=1, le=1_000)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks, the charts that can show its answers, and how often they come."""

    about: str
    charts: frozenset[Chart]
    cadences: frozenset[Cadence] = _BY_CALENDAR


QUESTIONS: Final[Mapping[tuple[str, int], Asked]] = MappingProxyType({
    ("hours_first_noticed_to_aware", 1): Asked(
        "Median hours from first noticed to the organisation being aware.", _VALUES, _EITHER
    ),
    ("hours_first_noticed_to_external_report", 1): Asked(
        "Median hours from first noticed to the first report outside.", _VALUES, _EITHER
    ),
    ("hours_first_noticed_to_health_contact", 1): Asked(
        "Median hours from first noticed to the first contact with health care.",
        _VALUES,
        _EITHER,
    ),
    ("days_between_incidents", 1): Asked(
        "Days from one incident to the next.", _BETWEEN, _ONE_BY_ONE
    ),
    ("incidents", 1): Asked("Incidents that occurred.", _COUNTS),
    ("incidents_per_activity", 1): Asked("Incidents against activity.", _RATES),
    ("actions_completed_on_time", 1): Asked(
        "Actions due in the period that were completed by then.", _PROPORTIONS
    ),
    ("staff_reached_by_lessons", 1): Asked(
        "Staff in post whom the lessons of the period reached.", _PROPORTIONS
    ),
    ("audit_criteria_met", 1): Asked("Criteria met, of those checked by audits.", _PROPORTIONS),
})  # fmt: skip
"""By name and version. None is ever taken out: measures that follow it go on."""


def asked(question: Question) -> Asked | None:
    """What it asks; None where there is no such question."""
    return QUESTIONS.get((question.name, question.version))
