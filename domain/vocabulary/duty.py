"""The duties that an incident may bring, by the name they have for ever.

A code names one form to one body under one provision. What each demands, of whom and by when, is
reference data with a version of its own (`domain/duty/england.py`).

Source: Care Act 2014 ss42-46; CQC (Registration) Regulations 2009 regs 16-18; HSCA 2008 (Regulated
Activities) Regulations 2014 reg 20; RIDDOR 2013; UK GDPR Arts 33-34; SVGA 2006 s35.
"""

from enum import StrEnum


class DutyCode(StrEnum):
    LA_SAFEGUARDING = "la_safeguarding"
    CQC_REG18_ABUSE = "cqc_reg18_abuse"
    CQC_REG18_SERIOUS_INJURY = "cqc_reg18_serious_injury"
    CQC_REG18_POLICE = "cqc_reg18_police"
    CQC_REG18_SERVICE_STOP = "cqc_reg18_service_stop"
    CQC_REG18_FAILING_24_HOURS = "cqc_reg18_failing_24_hours"
    CQC_REG18_DOLS = "cqc_reg18_dols"
    CQC_REG18_UNDER_18 = "cqc_reg18_under_18"
    CQC_REG16_DEATH = "cqc_reg16_death"
    CQC_REG17_DETAINED = "cqc_reg17_detained"
    DUTY_OF_CANDOUR_IN_PERSON = "duty_of_candour_in_person"
    DUTY_OF_CANDOUR_WRITTEN = "duty_of_candour_written"
    POLICE = "police"
    RIDDOR_10_DAYS = "riddor_10_days"
    RIDDOR_15_DAYS = "riddor_15_days"
    RIDDOR_DISEASE = "riddor_disease"
    DBS_REFERRAL = "dbs_referral"
    PROFESSIONAL_REGULATOR = "professional_regulator"
    ICO_72_HOURS = "ico_72_hours"
    DATA_SUBJECTS = "data_subjects"
    CORONER = "coroner"
    MODERN_SLAVERY = "modern_slavery"
    PLACING_COMMISSIONER = "placing_commissioner"
    POSITION_OF_TRUST = "position_of_trust"
    S42_REPORT_TO_LA = "s42_report_to_la"


class CandourOutcome(StrEnum):
    """What came of one step; whatever was tried counts, if it is recorded."""

    DONE = "done"
    DECLINED = "declined"
    NOT_POSSIBLE = "not_possible"


class DutyCondition(StrEnum):
    """What has to be true before a duty is owed, where the law asks for several things at once."""

    REMOVED_OR_WOULD_HAVE_BEEN = "removed_or_would_have_been"
    """From regulated activity, by the provider; resigning first changes nothing."""
    HARM_BELIEVED = "harm_believed"
    """Relevant conduct, the harm test, or a relevant offence is believed."""
