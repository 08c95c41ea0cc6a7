"""Where a lesson is brought to people, and how anybody knows that it arrived.

A bulletin reaches an inbox; a supervision reaches a person. What somebody can say about a lesson is
their understanding; what is seen of them at work is their practice.

Source: Skills for Care, effective supervision; CQC single assessment framework (learning culture).
"""

from enum import StrEnum


class Setting(StrEnum):
    SUPERVISION = "supervision"
    TEAM_MEETING = "team_meeting"
    GOVERNANCE = "governance"
    HANDOVER = "handover"
    BULLETIN = "bulletin"


class UnderstandingMethod(StrEnum):
    QUESTION = "question"
    """The lesson's own question was asked."""
    DISCUSSION = "discussion"
    QUIZ = "quiz"
    TEACH_BACK = "teach_back"
    """They explained it to somebody else."""


class PracticeMethod(StrEnum):
    OBSERVATION = "observation"
    SCENARIO = "scenario"
    COMPETENCY = "competency"
