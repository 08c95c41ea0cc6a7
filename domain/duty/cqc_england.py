"""Notifications to CQC: one form for each trigger, and the most particular one wins.

An incident that the police were told of is notified as abuse, injury or death where it is one; the
police form is for the rest. Regulation 17 takes the place of 16 where somebody was detained or
liable to be. A deprivation of liberty is notified once its result is known, request and result
together.

Source: CQC (Registration) Regulations 2009 (SI 2009/3112), regs 16-18, as amended by SI 2012/921.
"""

from datetime import date
from typing import Any, Final

from domain.duty.rule import CountedFrom, Length, Rule, Sign, Standard, Unit
from domain.incident.vocabulary import ToldBody
from domain.vocabulary.duty import DutyCode

HOURS_24: Final = Length(amount=24, unit=Unit.HOURS)


def _rule(**members: Any) -> Rule:
    usual: dict[str, Any] = {
        "body": ToldBody.CQC,
        "needs_cqc_registration": True,
        "standard": Standard.WITHOUT_DELAY,
        "instrument": "Care Quality Commission (Registration) Regulations 2009",
        "in_force_from": date(2010, 4, 1),
    }
    return Rule(**usual | members)


CQC_RULES: Final = (
    _rule(
        code=DutyCode.CQC_REG18_ABUSE, provision="reg 18(2)(e)",
        title="Abuse or an allegation of abuse",
        trigger="Abuse, or an allegation of it, concerning somebody who uses the service: as the "
        "one abused or as the one alleged to have abused.",
        derived_when=(Sign.ABUSE,),
    ),
    _rule(
        code=DutyCode.CQC_REG18_SERIOUS_INJURY, provision="reg 18(2)(a)-(b)",
        title="Serious injury",
        trigger="Lasting impairment, changes to the body's structure, prolonged pain or "
        "psychological harm, shortened life, or an injury that needs treatment to prevent these "
        "or death, in a health professional's reasonable opinion.",
        judge_when=(Sign.LASTING_HARM,), needs_opinion=True,
    ),
    _rule(
        code=DutyCode.CQC_REG18_POLICE, provision="reg 18(2)(f)",
        title="Incident reported to or investigated by the police",
        trigger="The police were told or are investigating, and no particular form applies.",
        derived_when=(Sign.POLICE_TOLD,),
        yields_to=(
            DutyCode.CQC_REG18_ABUSE, DutyCode.CQC_REG18_SERIOUS_INJURY,
            DutyCode.CQC_REG16_DEATH, DutyCode.CQC_REG17_DETAINED,
        ),
    ),
    _rule(
        code=DutyCode.CQC_REG18_SERVICE_STOP, provision="reg 18(2)(g)",
        title="Event that stops or may stop the service",
        trigger="Too few staff, or damage to the premises.", standard=Standard.AS_SOON_AS_POSSIBLE,
    ),
    _rule(
        code=DutyCode.CQC_REG18_FAILING_24_HOURS, provision="reg 18(2)(g)",
        title="Utilities or safety equipment failing for more than 24 hours",
        trigger="Electricity, gas, water or sewerage, or fire, call or safety equipment, failing "
        "for 24 hours without a break.",
        standard=Standard.AS_SOON_AS_POSSIBLE,
        counted_from=CountedFrom.BEGAN, arises_after=HOURS_24,
    ),
    _rule(
        code=DutyCode.CQC_REG18_DOLS, provision="reg 18(2)(c)-(d)",
        title="Deprivation of liberty: request and result together",
        trigger="A standard authorisation or a court's order was asked for, and the result is "
        "known or the request was withdrawn.",
        standard=Standard.AFTER_RESULT_WITHOUT_DELAY, counted_from=CountedFrom.OUTCOME_KNOWN,
        in_force_from=None,
    ),
    _rule(
        code=DutyCode.CQC_REG18_UNDER_18, provision="reg 18(2)",
        title="Person under 18 on a psychiatric unit for adults",
        trigger="Somebody under 18 is there for more than 48 hours without a break.",
        counted_from=CountedFrom.BEGAN, arises_after=Length(amount=48, unit=Unit.HOURS),
    ),
    _rule(
        code=DutyCode.CQC_REG16_DEATH, provision="reg 16",
        title="Death of somebody who uses the service",
        trigger="A death while services were provided, or that has or may have resulted from them.",
        derived_when=(Sign.DEATH,), yields_to=(DutyCode.CQC_REG17_DETAINED,),
    ),
    _rule(
        code=DutyCode.CQC_REG17_DETAINED, provision="reg 17",
        title="Death or unauthorised absence of somebody detained",
        trigger="Somebody detained or liable to be under the Mental Health Act 1983 died or was "
        "absent without leave.",
    ),
)  # fmt: skip
