"""The duties of a provider of adult social care in England, first version.

A changed rule is a new version beside this one: what was decided under a version names it.
Scotland, Wales and Northern Ireland have Acts and regulators of their own and are not here.

Source: as named by each rule. LFPSE is voluntary for most of adult social care and so is no duty.
"""

from datetime import date
from typing import Final

from domain.duty.cqc_england import CQC_RULES
from domain.duty.rule import CountedFrom, Length, Rule, RuleSet, Sign, Standard, Unit
from domain.incident.vocabulary import ToldBody
from domain.vocabulary.duty import DutyCode, DutyCondition

RIDDOR: Final = "Reporting of Injuries, Diseases and Dangerous Occurrences Regulations 2013"
RIDDOR_FROM: Final = date(2013, 10, 1)
TEN_DAYS: Final = Length(amount=10, unit=Unit.CALENDAR_DAYS)
FIFTEEN_DAYS: Final = Length(amount=15, unit=Unit.CALENDAR_DAYS)
SEVEN_DAYS: Final = Length(amount=7, unit=Unit.CALENDAR_DAYS)
HOURS_72: Final = Length(amount=72, unit=Unit.HOURS)

COUNCIL: Final = (
    Rule(
        code=DutyCode.LA_SAFEGUARDING, body=ToldBody.COUNCIL_SAFEGUARDING,
        title="Safeguarding concern to the council where it happened",
        trigger="Reasonable cause to suspect abuse or neglect of an adult with care needs.",
        derived_when=(Sign.CONCERN,), standard=Standard.WITHOUT_DELAY,
        instrument="Care Act 2014", provision="ss42-46; reg 13 of the 2014 Regulations; contract",
        in_force_from=date(2015, 4, 1),
    ),
    Rule(
        code=DutyCode.S42_REPORT_TO_LA, body=ToldBody.COUNCIL_SAFEGUARDING,
        title="Report of the enquiry that the council caused",
        trigger="The council asked the provider to enquire and set a date.",
        derived_when=(Sign.COUNCIL_SET_DATE,), standard=Standard.DATE_SET_BY_COUNCIL,
        target_hours=None, named_only=True,
        instrument="Care Act 2014", provision="s42(2)", in_force_from=date(2015, 4, 1),
    ),
    Rule(
        code=DutyCode.POSITION_OF_TRUST, body=ToldBody.COUNCIL_SAFEGUARDING,
        title="Person in a position of trust, to the council's lead for them",
        trigger="A worker's conduct elsewhere shows a risk to adults with care needs.",
        standard=Standard.OWN_RULES, named_only=True,
        instrument="Care and support statutory guidance", provision="14.120 and following",
    ),
    Rule(
        code=DutyCode.MODERN_SLAVERY, body=ToldBody.POLICE,
        title="Signs of modern slavery, to a first responder",
        trigger="Signs that somebody is held, forced to work or trafficked.",
        judge_when=(Sign.MODERN_SLAVERY,), standard=Standard.AS_SOON_AS_POSSIBLE, named_only=True,
        instrument="Modern Slavery Act 2015", provision="s52",
    ),
    Rule(
        code=DutyCode.PLACING_COMMISSIONER, body=ToldBody.PLACING_COMMISSIONER,
        title="Incident that the contract wants told, to who placed the person",
        trigger="As the contract with each council or integrated care board says.",
        judge_when=(Sign.PLACED,), standard=Standard.CONTRACT,
        instrument="Contract", provision="as agreed with each commissioner",
    ),
)  # fmt: skip

CANDOUR: Final = (
    Rule(
        code=DutyCode.DUTY_OF_CANDOUR_IN_PERSON, body=ToldBody.RELEVANT_PERSON,
        title="Duty of candour: telling in person",
        trigger="An unintended incident that, in a health professional's opinion, appears to have "
        "resulted in death or in harm under paragraph (9), or needs treatment to prevent it.",
        judge_when=(Sign.LASTING_HARM, Sign.DEATH), needs_opinion=True,
        lasting=Length(amount=28, unit=Unit.CALENDAR_DAYS), needs_cqc_registration=True,
        standard=Standard.AS_SOON_AS_REASONABLY_PRACTICABLE, by_steps=True,
        instrument="Health and Social Care Act 2008 (Regulated Activities) Regulations 2014",
        provision="reg 20(2)-(3) and (9)", in_force_from=date(2015, 4, 1),
    ),
    Rule(
        code=DutyCode.DUTY_OF_CANDOUR_WRITTEN, body=ToldBody.RELEVANT_PERSON,
        title="Duty of candour: the letter that follows",
        trigger="The duty to tell in person.", derived_when=(Sign.CANDOUR_OWED,),
        needs_cqc_registration=True, target_hours=240,
        standard=Standard.AS_SOON_AS_REASONABLY_PRACTICABLE, by_steps=True,
        instrument="Health and Social Care Act 2008 (Regulated Activities) Regulations 2014",
        provision="reg 20(4)", in_force_from=date(2015, 4, 1),
    ),
)  # fmt: skip

OTHERS: Final = (
    Rule(
        code=DutyCode.POLICE, body=ToldBody.POLICE, title="Suspected crime to the police",
        trigger="A crime is suspected.", standard=Standard.AT_ONCE,
        instrument="Common law", provision="and the local procedure",
    ),
    Rule(
        code=DutyCode.RIDDOR_10_DAYS, body=ToldBody.HSE,
        title="Death, specified injury, or somebody taken straight to hospital (RIDDOR)",
        trigger="A work-related accident with a death or a specified injury, or after which "
        "somebody who is not at work is taken straight to hospital for treatment.",
        standard=Standard.WITHIN, within=TEN_DAYS, counted_from=CountedFrom.INCIDENT_DAY,
        instrument=RIDDOR, provision="regs 4-6 and sch 1", in_force_from=RIDDOR_FROM,
    ),
    Rule(
        code=DutyCode.RIDDOR_15_DAYS, body=ToldBody.HSE,
        title="Worker unable to work for more than seven days (RIDDOR)",
        trigger="Unable to do their normal work for more than seven days in a row, the day of "
        "the accident not counted.",
        standard=Standard.WITHIN, within=FIFTEEN_DAYS, counted_from=CountedFrom.INCIDENT_DAY,
        arises_after=SEVEN_DAYS, target_hours=None,
        instrument=RIDDOR, provision="reg 4(2) and sch 1", in_force_from=RIDDOR_FROM,
    ),
    Rule(
        code=DutyCode.RIDDOR_DISEASE, body=ToldBody.HSE,
        title="Occupational disease or dangerous occurrence (RIDDOR)",
        trigger="A reportable disease was diagnosed, or a dangerous occurrence happened.",
        standard=Standard.WITHOUT_DELAY,
        instrument=RIDDOR, provision="regs 7-10", in_force_from=RIDDOR_FROM,
    ),
    Rule(
        code=DutyCode.DBS_REFERRAL, body=ToldBody.DBS, title="Referral to the barring service",
        trigger="Somebody was removed from regulated activity, or would have been, and relevant "
        "conduct, the harm test or a relevant offence is believed.",
        judge_when=(Sign.WORKER_ALLEGED,), standard=Standard.AS_SOON_AS_POSSIBLE,
        conditions=(DutyCondition.REMOVED_OR_WOULD_HAVE_BEEN, DutyCondition.HARM_BELIEVED),
        instrument="Safeguarding Vulnerable Groups Act 2006", provision="s35 (offence: s38)",
    ),
    Rule(
        code=DutyCode.PROFESSIONAL_REGULATOR, body=ToldBody.PROFESSIONAL_REGULATOR,
        title="Fitness to practise, to the professional's regulator",
        trigger="A registered professional's fitness to practise is in doubt.",
        standard=Standard.OWN_RULES,
        instrument="Rules of the regulator", provision="NMC, HCPC, Social Work England or GPhC",
    ),
    Rule(
        code=DutyCode.ICO_72_HOURS, body=ToldBody.ICO, title="Personal data breach",
        trigger="A personal data breach that is likely to put people's rights at risk.",
        standard=Standard.WITHIN, within=HOURS_72,
        instrument="UK GDPR", provision="Article 33", in_force_from=date(2018, 5, 25),
    ),
    Rule(
        code=DutyCode.DATA_SUBJECTS, body=ToldBody.RELEVANT_PERSON,
        title="Personal data breach, to the people it concerns",
        trigger="A personal data breach that is likely to put people's rights at high risk.",
        standard=Standard.WITHOUT_DELAY, named_only=True,
        instrument="UK GDPR", provision="Article 34", in_force_from=date(2018, 5, 25),
    ),
    Rule(
        code=DutyCode.CORONER, body=ToldBody.CORONER, title="Unexpected death to the coroner",
        trigger="A death that was not expected; through the police or the GP.",
        judge_when=(Sign.DEATH,), standard=Standard.AT_ONCE,
        instrument="Coroners and Justice Act 2009", provision="part 1",
        in_force_from=date(2013, 7, 25),
    ),
)  # fmt: skip

ENGLAND: Final = RuleSet(
    jurisdiction="england", version=1, rules=(*COUNCIL, *CQC_RULES, *CANDOUR, *OTHERS)
)
VERSIONS: Final = (ENGLAND,)
"""Every version there was, oldest first; the last is in force."""
