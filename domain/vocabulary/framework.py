"""The regulator's framework, and which evidence speaks to which part of it.

The framework changes under us, so both are data with versions and never codes in the program: a
newer framework is another version beside this one. One kind of evidence speaks to several
statements, and one statement is answered by several kinds.

Source: CQC single assessment framework (2023), quality statements under five key questions; the
mapping is Heed's own and a provider may extend it.
"""

from typing import Final

from domain.vocabulary.term import Term, Vocabulary

STATEMENTS: Final = "cqc_quality_statements"
EVIDENCE: Final = "evidence_mapping"

_BY_QUESTION: Final = {
    "safe": (
        "learning_culture",
        "safe_systems_pathways_and_transitions",
        "safeguarding",
        "involving_people_to_manage_risks",
        "safe_environments",
        "safe_and_effective_staffing",
        "infection_prevention_and_control",
        "medicines_optimisation",
    ),
    "effective": (
        "assessing_needs",
        "delivering_evidence_based_care",
        "how_staff_and_teams_work_together",
        "supporting_people_to_live_healthier",
        "monitoring_and_improving_outcomes",
        "consent_to_care_and_treatment",
    ),
    "caring": (
        "kindness_compassion_and_dignity",
        "treating_people_as_individuals",
        "independence_choice_and_control",
        "responding_to_immediate_needs",
        "workforce_wellbeing_and_enablement",
    ),
    "responsive": (
        "person_centred_care",
        "care_provision_and_continuity",
        "providing_information",
        "listening_to_and_involving_people",
        "equity_in_access",
        "equity_in_experiences_and_outcomes",
        "planning_for_the_future",
    ),
    "well_led": (
        "shared_direction_and_culture",
        "capable_compassionate_leaders",
        "freedom_to_speak_up",
        "workforce_equality_and_inclusion",
        "governance_and_sustainability",
        "partnerships_and_communities",
        "learning_improvement_and_innovation",
        "environmental_sustainability",
    ),
}


def _label(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _statements() -> tuple[Term, ...]:
    questions = [Term(code=question, label=_label(question)) for question in _BY_QUESTION]
    below = [
        Term(code=code, label=_label(code), broader=question)
        for question, codes in _BY_QUESTION.items()
        for code in codes
    ]
    return (*questions, *below)


QUALITY_STATEMENTS: Final = Vocabulary(
    name=STATEMENTS,
    version="1",
    about="The quality statements of the single assessment framework of 2023, by key question.",
    source="CQC single assessment framework, 2023",
    terms=_statements(),
)

_SPEAKS_TO: Final = {
    "incident_register": ("safeguarding", "learning_culture"),
    "time_to_escalate": ("safeguarding", "safe_systems_pathways_and_transitions"),
    "duties_and_their_times": ("safeguarding", "governance_and_sustainability"),
    "wishes_and_outcomes": ("safeguarding", "independence_choice_and_control"),
    "findings_by_factor": ("learning_culture", "learning_improvement_and_innovation"),
    "actions_and_strength": ("learning_culture", "monitoring_and_improving_outcomes"),
    "effectiveness_reviews": (
        "monitoring_and_improving_outcomes",
        "learning_improvement_and_innovation",
    ),
    "lesson_reach": ("learning_culture", "safe_and_effective_staffing"),
    "understanding_checks": ("safe_and_effective_staffing", "learning_culture"),
    "audits": ("governance_and_sustainability", "monitoring_and_improving_outcomes"),
    "governance_reviews": ("governance_and_sustainability", "capable_compassionate_leaders"),
    "speaking_up": ("freedom_to_speak_up", "shared_direction_and_culture"),
    "feedback_to_people": ("listening_to_and_involving_people", "safeguarding"),
    "council_and_partners": ("partnerships_and_communities", "safeguarding"),
}

EVIDENCE_MAPPING: Final = Vocabulary(
    name=EVIDENCE,
    version="1",
    about="Which kinds of evidence Heed holds, and the quality statements each speaks to.",
    source="Heed's own; a provider may extend it",
    terms=tuple(
        Term(code=code, label=_label(code), maps_to=maps_to) for code, maps_to in _SPEAKS_TO.items()
    ),
    maps_to=STATEMENTS,
)
