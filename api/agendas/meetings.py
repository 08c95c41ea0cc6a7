"""The meetings that people hold anyway, and what belongs onto the agenda of each.

A supervision is one person's: what they learn and what they do. A team meeting adds whether others
have seen it done and whether it helped. A handover begins with who is not safe yet. A governance
review looks at every kind of loose end there is.

Source: Skills for Care, effective supervision; HSCA 2008 (Regulated Activities) Regulations 2014
reg 17 (assess, monitor, improve).
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Meeting(StrEnum):
    SUPERVISION = "supervision"
    TEAM_MEETING = "team_meeting"
    GOVERNANCE_REVIEW = "governance_review"
    HANDOVER = "handover"


class Section(StrEnum):
    """One heading of an agenda."""

    PROTECTION = "protection"
    GOVERNANCE_REVIEWS = "governance_reviews"
    SIGNALS = "signals"
    THEMES = "themes"
    CLASSIFICATIONS = "classifications"
    DUTIES = "duties"
    FINDINGS = "findings"
    GAPS = "gaps"
    LESSONS = "lessons"
    ACKNOWLEDGEMENTS = "acknowledgements"
    CHECKS = "checks"
    ACTIONS = "actions"
    VERIFICATIONS = "verifications"
    EFFECTIVENESS_REVIEWS = "effectiveness_reviews"
    AUDITS = "audits"
    SIGN_OFFS = "sign_offs"
    FEEDBACK = "feedback"


S = Section

LOOPS: Final[Mapping[Section, tuple[str, ...]]] = MappingProxyType(
    {
        S.PROTECTION: ("protection",),
        S.GOVERNANCE_REVIEWS: ("governance_review",),
        S.SIGNALS: ("signal",),
        S.THEMES: ("theme_decision", "theme_review"),
        S.CLASSIFICATIONS: ("classification",),
        S.DUTIES: ("duty", "duty_to_judge", "council_decision", "acknowledgement"),
        S.FINDINGS: ("finding",),
        S.GAPS: ("gap",),
        S.LESSONS: ("lesson_delivery",),
        S.ACKNOWLEDGEMENTS: ("lesson_acknowledgement",),
        S.CHECKS: ("lesson_check",),
        S.ACTIONS: ("completion", "measure"),
        S.VERIFICATIONS: ("verification",),
        S.EFFECTIVENESS_REVIEWS: ("effectiveness_review", "recurrence", "figures_due"),
        S.AUDITS: ("audit", "re_audit"),
        S.SIGN_OFFS: ("sign_off",),
        S.FEEDBACK: ("feedback",),
    }
)
"""The loose ends under each heading."""

OF_LESSONS: Final = frozenset({S.LESSONS, S.ACKNOWLEDGEMENTS, S.CHECKS})

SECTIONS: Final[Mapping[Meeting, tuple[Section, ...]]] = MappingProxyType(
    {
        Meeting.SUPERVISION: (
            S.LESSONS,
            S.ACKNOWLEDGEMENTS,
            S.CHECKS,
            S.ACTIONS,
            S.FEEDBACK,
        ),
        Meeting.TEAM_MEETING: (
            S.LESSONS,
            S.CHECKS,
            S.ACTIONS,
            S.VERIFICATIONS,
            S.EFFECTIVENESS_REVIEWS,
            S.SIGNALS,
            S.THEMES,
            S.FEEDBACK,
        ),
        Meeting.HANDOVER: (S.PROTECTION, S.LESSONS, S.ACTIONS, S.FEEDBACK),
        Meeting.GOVERNANCE_REVIEW: tuple(Section),
    }
)
"""In the order in which they are talked about."""

HORIZON: Final[Mapping[Meeting, timedelta]] = MappingProxyType(
    dict.fromkeys(Meeting, timedelta(days=31)) | {Meeting.HANDOVER: timedelta(days=7)}
)
"""How far a meeting looks ahead: what falls due by then is on its agenda."""


def loops_of(meeting: Meeting) -> tuple[str, ...]:
    """Those that are asked of the view; lessons tell their own."""
    asked = (section for section in SECTIONS[meeting] if section not in OF_LESSONS)
    return tuple(loop for section in asked for loop in LOOPS[section])
