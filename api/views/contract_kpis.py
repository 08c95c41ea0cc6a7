"""The indicators of a contract return: what each one says, in words that stay the same.

A definition that changes is a new version of the set, so that two returns can be compared.

Source: contract monitoring returns of councils and ICBs; Safeguarding Adults Collection.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

VERSION: Final = 1


class Unit(StrEnum):
    COUNT = "count"
    SHARE = "share"
    """Of `of`, between 0 and 1."""
    HOURS = "hours"
    DAYS = "days"


class Kpi(StrEnum):
    INCIDENTS_BY_KIND = "incidents_by_kind"
    CONCERNS_BY_TYPE = "concerns_by_type"
    CONCERNS_BY_SOURCE = "concerns_by_source"
    CONCERNS_BY_LOCATION = "concerns_by_location"
    CONVERSION = "conversion"
    CQC_NOTIFICATIONS = "cqc_notifications"
    CQC_IN_TIME = "cqc_in_time"
    COUNCIL_IN_TIME = "council_in_time"
    NOTICED_TO_AWARE = "noticed_to_aware"
    ADULTS_ASKED = "adults_asked"
    OUTCOMES_ACHIEVED = "outcomes_achieved"
    ACTIONS_ON_TIME = "actions_on_time"
    ACTIONS_ON_ORIGINAL_TIME = "actions_on_original_time"
    ACTIONS_VERIFIED = "actions_verified"
    ACTIONS_THAT_HELPED = "actions_that_helped"
    ACTIONS_SUSTAINED = "actions_sustained"
    ACTIONS_OVERDUE = "actions_overdue"
    ACTIONS_REOPENED = "actions_reopened"
    LESSONS_DELIVERED = "lessons_delivered"
    UNDERSTANDING_CHECKED = "understanding_checked"


class Defined(NamedTuple):
    title: str
    definition: str
    unit: Unit


DEFINITIONS: Final[Mapping[Kpi, Defined]] = MappingProxyType({
    Kpi.INCIDENTS_BY_KIND: Defined(
        "Incidents, by kind",
        "Incidents first noticed in the period that stand; the provider's classification, else the "
        "reporter's word. What is shared as good practice is no incident.",
        Unit.COUNT,
    ),
    Kpi.CONCERNS_BY_TYPE: Defined(
        "Safeguarding concerns, by type of abuse or neglect",
        "Safeguarding concerns first noticed in the period; one with several types counts under "
        "each of them.",
        Unit.COUNT,
    ),
    Kpi.CONCERNS_BY_SOURCE: Defined(
        "Safeguarding concerns, by source of risk",
        "As above, by source of risk.",
        Unit.COUNT,
    ),
    Kpi.CONCERNS_BY_LOCATION: Defined(
        "Safeguarding concerns, by location of risk",
        "As above, by location of risk.",
        Unit.COUNT,
    ),
    Kpi.CONVERSION: Defined(
        "Concerns that became enquiries",
        "Section 42 and other enquiries, of the concerns on which the council's decision was "
        "received; decisions still awaited are in the parts.",
        Unit.SHARE,
    ),
    Kpi.CQC_NOTIFICATIONS: Defined(
        "Notifications to CQC, by kind",
        "Duties to notify CQC that count from the period and were met.",
        Unit.COUNT,
    ),
    Kpi.CQC_IN_TIME: Defined(
        "Notifications to CQC within the provider's own target",
        "In time, of those in time, late and overdue. The law says 'without delay' and no number.",
        Unit.SHARE,
    ),
    Kpi.COUNCIL_IN_TIME: Defined(
        "Concerns reported to the council within the provider's own target",
        "In time, of those in time, late and overdue.",
        Unit.SHARE,
    ),
    Kpi.NOTICED_TO_AWARE: Defined(
        "Hours from first noticing to the organisation knowing",
        "Median by Kaplan and Meier, those still open counted with their time so far.",
        Unit.HOURS,
    ),
    Kpi.ADULTS_ASKED: Defined(
        "Adults, or whoever speaks for them, who were asked what they want",
        "Asked, of the safeguarding concerns of the period; not recorded counts as not asked.",
        Unit.SHARE,
    ),
    Kpi.OUTCOMES_ACHIEVED: Defined(
        "Wishes that were achieved, fully or in part",
        "Of the concerns where wishes were expressed and the outcome is recorded.",
        Unit.SHARE,
    ),
    Kpi.ACTIONS_ON_TIME: Defined(
        "Actions done by the day they were due",
        "Of the actions agreed in the period whose day has come, against the day as it is now.",
        Unit.SHARE,
    ),
    Kpi.ACTIONS_ON_ORIGINAL_TIME: Defined(
        "Actions done by the day they were first due",
        "The same, against the first day: a postponement does not hide a delay.",
        Unit.SHARE,
    ),
    Kpi.ACTIONS_VERIFIED: Defined(
        "Completed actions that somebody else saw done",
        "Verified, of the completed actions agreed in the period.",
        Unit.SHARE,
    ),
    Kpi.ACTIONS_THAT_HELPED: Defined(
        "Actions that people found to help",
        "Effective or sustained by the last review, of those that were reviewed.",
        Unit.SHARE,
    ),
    Kpi.ACTIONS_SUSTAINED: Defined(
        "Actions whose effect lasted",
        "Sustained by the last review, of those that were reviewed.",
        Unit.SHARE,
    ),
    Kpi.ACTIONS_OVERDUE: Defined(
        "Actions overdue",
        "Agreed in the period, due before today and not done; the parts say for how many days the "
        "oldest has been.",
        Unit.COUNT,
    ),
    Kpi.ACTIONS_REOPENED: Defined(
        "Actions that were reopened",
        "Agreed in the period and taken up again after they had been verified.",
        Unit.COUNT,
    ),
    Kpi.LESSONS_DELIVERED: Defined(
        "Staff whom the lessons reached",
        "Reached, of those in post when it was said, over the lessons published in the period. A "
        "lower bound.",
        Unit.SHARE,
    ),
    Kpi.UNDERSTANDING_CHECKED: Defined(
        "Staff who could say what a lesson means",
        "Of those who were asked, over the lessons published in the period.",
        Unit.SHARE,
    ),
})  # fmt: skip
