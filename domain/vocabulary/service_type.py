"""What kind of service it is, where in it people live or are visited, and how its work is counted.

The first sixteen types are the headings of CQC's register for social care; the others are mostly
not registered with CQC, and their concerns go to the council alone. Rates need activity: bed days
for a home, care hours where staff come and go.

Source: CQC register, columns "Service type - ..."; Skills for Care.
"""

from enum import StrEnum


class ServiceType(StrEnum):
    SHARED_LIVES = "shared_lives"
    CARE_HOME_WITH_NURSING = "care_home_with_nursing"
    CARE_HOME_WITHOUT_NURSING = "care_home_without_nursing"
    DOMICILIARY_CARE = "domiciliary_care"
    SUPPORTED_LIVING = "supported_living"
    EXTRA_CARE_HOUSING = "extra_care_housing"
    NURSES_AGENCY = "nurses_agency"
    SPECIALIST_COLLEGE = "specialist_college"
    RESIDENTIAL_SUBSTANCE_MISUSE = "residential_substance_misuse"
    HOSPICE = "hospice"
    HOSPICE_AT_HOME = "hospice_at_home"
    COMMUNITY_LEARNING_DISABILITY = "community_learning_disability"
    COMMUNITY_MENTAL_HEALTH = "community_mental_health"
    COMMUNITY_SUBSTANCE_MISUSE = "community_substance_misuse"
    REHABILITATION = "rehabilitation"
    LONG_TERM_CONDITIONS = "long_term_conditions"
    DAY_SERVICE = "day_service"
    PERSONAL_ASSISTANCE = "personal_assistance"
    HOUSING_SUPPORT = "housing_support"
    OTHER = "other"


class UnitKind(StrEnum):
    """A part of a service that its people would name."""

    HOUSE = "house"
    WING = "wing"
    ROUND = "round"
    """The visits that one group of staff makes."""
    TEAM = "team"


class ActivityKind(StrEnum):
    OCCUPIED_BED_DAYS = "occupied_bed_days"
    CARE_HOURS = "care_hours"
    """Delivered, not commissioned."""
    SUPPORT_HOURS = "support_hours"
    TENANCY_DAYS = "tenancy_days"
    PLACEMENT_DAYS = "placement_days"
    """Of shared lives."""
