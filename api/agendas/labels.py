"""What meetings, headings and loose ends are called on paper."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from api.agendas.meetings import Meeting, Section

_SECTIONS: Final[Mapping[Section, str]] = MappingProxyType(
    {
        Section.PROTECTION: "Is everybody safe now?",
        Section.GOVERNANCE_REVIEWS: "Governance reviews to hold",
        Section.SIGNALS: "Signals: what chance does not explain",
        Section.THEMES: "Themes: what recurs",
        Section.CLASSIFICATIONS: "Incidents to classify",
        Section.DUTIES: "Duties and answers from outside",
        Section.FINDINGS: "Findings without an action",
        Section.GAPS: "Audit gaps without an action",
        Section.LESSONS: "Lessons that have not reached everybody",
        Section.ACKNOWLEDGEMENTS: "Lessons to acknowledge",
        Section.CHECKS: "Lessons to check: understood, and done?",
        Section.ACTIONS: "Actions due",
        Section.VERIFICATIONS: "Done: has somebody else seen it?",
        Section.EFFECTIVENESS_REVIEWS: "Did it help?",
        Section.AUDITS: "Audits due",
        Section.SIGN_OFFS: "Investigations to sign off",
        Section.FEEDBACK: "Who is still to hear what came of it",
    }
)
_LOOPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "protection": "Say whether the person is safe now",
        "governance_review": "Hold a governance review",
        "signal": "Say what you make of the signal",
        "theme_decision": "Confirm or dismiss the theme",
        "theme_review": "Look at the theme in a governance review",
        "classification": "Decide what the incident is",
        "duty": "Tell whoever must be told",
        "duty_to_judge": "Decide whether somebody must be told",
        "council_decision": "Ask the council for its decision",
        "acknowledgement": "Ask for the reference of what was reported",
        "finding": "Answer the finding",
        "gap": "Answer the gap",
        "lesson_delivery": "Bring the lesson to everybody",
        "lesson_acknowledgement": "Ask who has taken it in",
        "lesson_check": "Ask, or watch the work",
        "completion": "Complete the action",
        "measure": "Say how its effect is measured",
        "verification": "See that it is done",
        "effectiveness_review": "Judge whether it helped",
        "recurrence": "Look at what came again",
        "figures_due": "Send the figure that is due",
        "audit": "Carry out the audit",
        "re_audit": "Audit again",
        "sign_off": "Sign off the investigation",
        "feedback": "Tell what came of it",
    }
)


def readable(code: str) -> str:
    """`team_leader` is "team leader"."""
    return code.replace("_", " ")


def meeting_label(meeting: Meeting) -> str:
    return readable(meeting).capitalize()


def section_label(section: Section) -> str:
    return _SECTIONS[section]


def loop_label(loop: str) -> str:
    return _LOOPS[loop]
