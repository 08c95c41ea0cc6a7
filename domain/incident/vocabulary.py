"""The words of an incident, as councils, CQC and providers use them.

Codes are ours; the published labels stand in the docstrings where they differ. The kinds, risks
and outcomes follow the Safeguarding Adults Collection so that nobody has to ask a provider twice.

Source: Care Act 2014 s42; statutory guidance 14.17; NHS Safeguarding Adults Collection SG1-SG4;
LFPSE taxonomy v5 (harm, association); CQC (Registration) Regulations 2009 reg 16 and 18.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What the incident is judged to be; `unclassified` until the provider has decided."""

    SAFEGUARDING_CONCERN = "safeguarding_concern"
    LOW_LEVEL_CONCERN = "low_level_concern"
    NEAR_MISS = "near_miss"
    GOOD_PRACTICE = "good_practice"
    OTHER_INCIDENT = "other_incident"
    UNCLASSIFIED = "unclassified"


class RiskType(StrEnum):
    """Type of abuse or neglect (SG2a)."""

    PHYSICAL = "physical"
    SEXUAL = "sexual"
    PSYCHOLOGICAL = "psychological"
    FINANCIAL_OR_MATERIAL = "financial_or_material"
    DISCRIMINATORY = "discriminatory"
    ORGANISATIONAL = "organisational"
    NEGLECT_AND_ACTS_OF_OMISSION = "neglect_and_acts_of_omission"
    DOMESTIC = "domestic"
    SEXUAL_EXPLOITATION = "sexual_exploitation"
    MODERN_SLAVERY = "modern_slavery"
    SELF_NEGLECT = "self_neglect"
    UNKNOWN = "unknown"


class RiskSource(StrEnum):
    """Source of risk (SG2b): who is thought to have caused it."""

    SERVICE_PROVIDER = "service_provider"
    OTHER_KNOWN = "other_known"
    OTHER_UNKNOWN = "other_unknown"
    UNKNOWN = "unknown"


class RiskLocation(StrEnum):
    """Location of risk (SG2b)."""

    OWN_HOME = "own_home"
    IN_THE_COMMUNITY = "in_the_community"
    COMMUNITY_SERVICE = "community_service"
    CARE_HOME_NURSING = "care_home_nursing"
    CARE_HOME_RESIDENTIAL = "care_home_residential"
    HOSPITAL_ACUTE = "hospital_acute"
    HOSPITAL_MENTAL_HEALTH = "hospital_mental_health"
    HOSPITAL_COMMUNITY = "hospital_community"
    OTHER = "other"
    UNKNOWN = "unknown"


class PhysicalHarm(StrEnum):
    NONE = "none"
    LOW = "low"
    MODERATE = "moderate"
    SEVERE = "severe"
    FATAL = "fatal"


class PsychologicalHarm(StrEnum):
    NONE = "none"
    LOW = "low"
    MODERATE = "moderate"
    SEVERE = "severe"


class Association(StrEnum):
    """How strongly the incident is thought to have caused the harm."""

    CAUSED = "caused"
    PROBABLY_AFFECTED = "probably_affected"
    POSSIBLY_AFFECTED = "possibly_affected"
    NOT_RELATED = "not_related"
    NOT_KNOWN = "not_known"


class NoticedBy(StrEnum):
    """Who noticed first."""

    STAFF = "staff"
    ADULT = "adult"
    FAMILY = "family"
    COUNCIL = "council"
    CQC = "cqc"
    OTHER_PROFESSIONAL = "other_professional"
    OTHER = "other"


class PersonIs(StrEnum):
    """What somebody is in an incident; one person may be several."""

    ADULT_AT_RISK = "adult_at_risk"
    ALLEGED_TO_HAVE_CAUSED_HARM = "alleged_to_have_caused_harm"
    WITNESS = "witness"
    RAISED_BY = "raised_by"
    REPRESENTATIVE = "representative"


class EngagedAs(StrEnum):
    EMPLOYED = "employed"
    AGENCY = "agency"
    SELF_EMPLOYED = "self_employed"
    VOLUNTEER = "volunteer"
    OTHER = "other"


class SafeNow(StrEnum):
    """Whether the adult is safe now, and whether anything had to be done."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOTHING_NEEDED = "nothing_needed"


class ImmediateAction(StrEnum):
    """What was done at once to protect people."""

    WORKER_MOVED_FROM_DIRECT_CONTACT = "worker_moved_from_direct_contact"
    WORKER_SUSPENDED = "worker_suspended"
    EVIDENCE_PRESERVED = "evidence_preserved"
    MEDICAL_HELP_CALLED = "medical_help_called"
    EMERGENCY_SERVICES_CALLED = "emergency_services_called"
    MOVED_TO_SAFETY = "moved_to_safety"
    OBSERVATION_INCREASED = "observation_increased"
    SUPPORT_OFFERED = "support_offered"
    CARE_PLAN_CHANGED = "care_plan_changed"
    OTHERS_AT_RISK_CHECKED = "others_at_risk_checked"
    OTHER = "other"


class Asked(StrEnum):
    """Making Safeguarding Personal: was the adult asked what they want (SG4a)?"""

    ASKED_AND_EXPRESSED = "asked_and_expressed"
    ASKED_NOT_EXPRESSED = "asked_not_expressed"
    NO = "no"
    NOT_KNOWN = "not_known"


class AskedOf(StrEnum):
    ADULT = "adult"
    REPRESENTATIVE = "representative"


class LackedCapacity(StrEnum):
    """Whether the adult lacked capacity for this decision (SG3a)."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class SupportedBy(StrEnum):
    ADVOCATE = "advocate"
    FAMILY = "family"
    FRIEND = "friend"
    NOBODY = "nobody"


class ToldBody(StrEnum):
    """Who was told."""

    COUNCIL_SAFEGUARDING = "council_safeguarding"
    CQC = "cqc"
    POLICE = "police"
    PLACING_COMMISSIONER = "placing_commissioner"
    DBS = "dbs"
    HSE = "hse"
    ICO = "ico"
    CORONER = "coroner"
    PROFESSIONAL_REGULATOR = "professional_regulator"
    RELEVANT_PERSON = "relevant_person"
    GP = "gp"
    NHS_111 = "nhs_111"
    AMBULANCE = "ambulance"
    DISTRICT_NURSE = "district_nurse"
    HOSPITAL = "hospital"
    PHARMACIST = "pharmacist"
    OTHER = "other"


class Channel(StrEnum):
    PORTAL = "portal"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    IN_PERSON = "in_person"
    FORM = "form"
    OTHER = "other"


class Shift(StrEnum):
    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    HANDOVER = "handover"
    UNKNOWN = "unknown"


class RestrictionReason(StrEnum):
    NAMES_A_MEMBER_OF_STAFF = "names_a_member_of_staff"
    SPEAKING_UP = "speaking_up"
    POLICE_REQUEST = "police_request"
    COUNCIL_REQUEST = "council_request"
    OTHER = "other"


class AttachmentKind(StrEnum):
    PHOTO = "photo"
    BODY_MAP = "body_map"
    STATEMENT = "statement"
    DOCUMENT = "document"
    RECORDING = "recording"
    OTHER = "other"


class CouncilDecision(StrEnum):
    """What the council decided; Heed records it, it never derives it (Care Act 2014 s42)."""

    NO_FURTHER_ACTION = "no_further_action"
    INFORMATION_AND_ADVICE = "information_and_advice"
    OTHER_ENQUIRY = "other_enquiry"
    S42_ENQUIRY = "s42_enquiry"


class LedBy(StrEnum):
    """Who makes the enquiry: the council, or the provider that it caused to enquire (s42(2))."""

    COUNCIL = "council"
    PROVIDER = "provider"
    OTHER = "other"


class InError(StrEnum):
    """Why an incident should never have been here."""

    DUPLICATE = "duplicate"
    WRONG_PERSON = "wrong_person"
    WRONG_SERVICE = "wrong_service"
    TEST = "test"
    OTHER = "other"
