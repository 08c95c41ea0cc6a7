"""How a provider looks into something, and what made it look.

The method is a property of the response, chosen in proportion and with a reason; none of them
searches for one root cause.

Source: NHS Patient Safety Incident Response Framework (learning responses), used as a shared
language in social care; Care Act 2014 s42 (an enquiry that the council causes).
"""

from enum import StrEnum


class Method(StrEnum):
    SWARM_HUDDLE = "swarm_huddle"
    """Staff gather within hours, where it happened."""
    AFTER_ACTION_REVIEW = "after_action_review"
    """What was expected, what happened, why the difference, what is learned."""
    MDT_REVIEW = "mdt_review"
    """Several professions look at one event or at several."""
    PSII = "psii"
    """An investigation in depth, led by a trained investigator."""
    THEMATIC_REVIEW = "thematic_review"
    """Many events together, looked at with one frame."""
    S42_ENQUIRY_CAUSED = "s42_enquiry_caused"
    """The provider enquires because the council caused it to."""
    AUDIT = "audit"
    OBSERVATION = "observation"
    MORTALITY_REVIEW = "mortality_review"
    COMPLAINT_REVIEW = "complaint_review"
    NONE = "none"
    """No response, for a reason: that nothing more is looked into is a decision too."""


class Origin(StrEnum):
    """What made the provider look. An incident is one of eight."""

    INCIDENT = "incident"
    AUDIT = "audit"
    SUPERVISION = "supervision"
    TEAM_MEETING = "team_meeting"
    GOVERNANCE_REVIEW = "governance_review"
    COMPLAINT = "complaint"
    OUTSIDE_REVIEW = "outside_review"
    STAFF_SURVEY = "staff_survey"
