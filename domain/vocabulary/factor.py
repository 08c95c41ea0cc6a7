"""Why something happened: contributory factors, and the level at which they lie.

A finding has one primary factor and up to two secondary ones. That nothing contributed is a
judgement too, hence a code of its own and never an empty list. A finding that stops at the level
of one individual is rarely finished: ask for the condition that made it likely.

Source: Heed's own list, mapped to the Yorkshire Contributory Factors Framework and to the work
system of SEIPS; levels after the framework's layers.
"""

from enum import StrEnum


class Factor(StrEnum):
    """What made it likely; each member says how it looks in social care."""

    COMMUNICATION = "communication"
    """Gaps at handover, notes unread over a weekend, a GP not told."""
    SUPERVISION = "supervision"
    """Supervision not held, or a topic that never came up in it."""
    CARE_PLANNING = "care_planning"
    """A plan that is generic, out of date or not read."""
    ORGANISATIONAL_CULTURE = "organisational_culture"
    """Staff who are afraid to speak up; "that is how we do it"."""
    STAFF_UNDERSTANDING = "staff_understanding"
    """Not knowing what was expected."""
    ESCALATION_PATHWAYS = "escalation_pathways"
    """Not knowing whom to ring, or when."""
    BOUNDARIES = "boundaries"
    """Gifts, private messages, lone favouritism."""
    DOCUMENTATION = "documentation"
    """Records late, missing or contradictory."""
    STAFFING_AND_WORKLOAD = "staffing_and_workload"
    """Short visits, agency cover, thin nights."""
    RISK_ASSESSMENT = "risk_assessment"
    """A known risk neither assessed nor reviewed."""
    ENVIRONMENT_AND_EQUIPMENT = "environment_and_equipment"
    """Hoist, call bell, sensor, building."""
    MEDICINES_PROCESSES = "medicines_processes"
    """How medicines are ordered, given and recorded."""
    RECRUITMENT_AND_INDUCTION = "recruitment_and_induction"
    """References or shadowing skipped."""
    LEADERSHIP_AND_GOVERNANCE = "leadership_and_governance"
    """Audits done and nothing changed."""
    PERSON_FACTORS = "person_factors"
    """Distress, changing needs, incidents between residents."""
    PARTNER_AGENCY_INTERFACE = "partner_agency_interface"
    """Discharge, GP or council: delay at the seam."""
    NO_CONTRIBUTORY_FACTOR_FOUND = "no_contributory_factor_found"
    """Looked for, and not found."""


class Level(StrEnum):
    """Where in the work system a finding lies, from the person outwards."""

    INDIVIDUAL = "individual"
    TEAM = "team"
    LOCAL_WORKING_CONDITIONS = "local_working_conditions"
    ORGANISATIONAL = "organisational"
    EXTERNAL = "external"
