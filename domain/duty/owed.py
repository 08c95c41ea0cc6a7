"""Which duties an incident has, and whether each was met, by the facts alone and no clock.

A duty is owed where a sign in the facts brings it, or where somebody identified it; it is ruled
out where somebody said so last; and it is met by a report. A report that names a duty meets that
one. A report that names only the body meets every duty to that body which the facts brought, and
those that people identified before it was made: one form was sent, and only people can say that it
was the form of a duty that was found later. It never meets a duty that has to be named, such as
the report which the council asked for, nor candour, which has steps of its own.

Source: domain invariants 5-7, 10 and 22; CQC (Registration) Regulations 2009 reg 18.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.duty.contract import ANYWHERE, ContractRule, Setting
from domain.duty.england import ENGLAND
from domain.duty.rule import Rule, RuleSet, Sign
from domain.duty.signs import is_seen, placed_by
from domain.incident.duties import (
    IN_PERSON,
    WRITTEN,
    CandourStepCompleted,
    DutyIdentified,
    DutyKey,
    DutyRuledOut,
)
from domain.incident.state import Incident, Told
from domain.vocabulary.duty import CandourOutcome, DutyCode

_STEP_OF = {
    DutyCode.DUTY_OF_CANDOUR_IN_PERSON: IN_PERSON,
    DutyCode.DUTY_OF_CANDOUR_WRITTEN: WRITTEN,
}


class Standing(StrEnum):
    TO_JUDGE = "to_judge"
    """The facts suggest it; somebody has to say whether it is owed."""
    OWED = "owed"
    MET = "met"
    EXCUSED = "excused"
    """The person would not be told or could not be reached, and the attempts are recorded."""
    RULED_OUT = "ruled_out"


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one incident. `derived`: the facts bring it, whoever identified it besides.
    `report` or `step`: what met it.
    """

    rule: Rule
    standing: Standing
    derived: bool
    commissioner: str | None = None
    contract: ContractRule | None = None
    word: DutyIdentified | DutyRuledOut | None = None
    report: Told | None = None
    step: CandourStepCompleted | None = None

    @property
    def identified(self) -> DutyIdentified | None:
        return self.word if isinstance(self.word, DutyIdentified) else None

    @property
    def ruled_out(self) -> DutyRuledOut | None:
        return self.word if isinstance(self.word, DutyRuledOut) else None


def _reports(incident: Incident) -> list[Told]:
    """In their order; those whose time cannot be right last, so that one made again counts."""
    return sorted(
        incident.told.values(), key=lambda one: bool(one.report.at and one.report.at.suspect)
    )


def _named(incident: Incident, key: DutyKey) -> Told | None:
    """The first report that was made for this duty."""
    code, commissioner = key
    for told in _reports(incident):
        mine = commissioner is None or told.report.commissioner in {None, commissioner}
        if told.report.duty is code and mine:
            return told
    return None


def _after(told: Told, word: DutyIdentified) -> bool:
    """Whether it was made when the duty had been identified; where a time is not known, it was."""
    made = None if told.report.at is None else told.report.at.instant()
    known = None if word.at is None else word.at.instant()
    return made is None or known is None or made >= known


def _unnamed(
    incident: Incident, rule: Rule, key: DutyKey, found_by: DutyIdentified | None
) -> Told | None:
    """The first report to this body that names no duty and may be the one. `found_by`: given
    where the facts alone do not bring the duty.
    """
    for told in _reports(incident):
        report = told.report
        mine = key[1] is None or report.commissioner == key[1]
        in_time = found_by is None or _after(told, found_by)
        if report.duty is None and report.body is rule.body and mine and in_time:
            return told
    return None


def _report(incident: Incident, rule: Rule, key: DutyKey, *, derived: bool) -> Told | None:
    named = _named(incident, key)
    word = incident.judged.words.get(key)
    identified = word if isinstance(word, DutyIdentified) else None
    if named is not None or rule.named_only or isinstance(word, DutyRuledOut):
        return named
    if not derived and identified is None:
        return None
    return _unnamed(incident, rule, key, None if derived else identified)


def _step(incident: Incident, rule: Rule) -> CandourStepCompleted | None:
    """The step that settles a duty of candour. Whoever would not be told in person, or could not
    be reached, is not owed the letter either (reg 20(5)), unless it was sent.
    """
    step = incident.judged.step(_STEP_OF[rule.code])
    first = incident.judged.step(IN_PERSON)
    if step is None and first is not None and first.outcome is not CandourOutcome.DONE:
        return first
    return step


def brought_to(incident: Incident) -> dict[DutyKey, bool]:
    """The duties that merged incidents left to this one, and whether somebody has to judge."""
    left = (one for each in incident.after.brought.values() for one in each.carried.duties)
    found: dict[DutyKey, bool] = {}
    for one in left:
        key = (one.duty, one.commissioner)
        found[key] = one.to_judge and found.get(key, True)
    return found


def _standing(
    incident: Incident,
    rule: Rule,
    commissioner: str | None = None,
    contract: ContractRule | None = None,
) -> Duty | None:
    """None where neither facts nor people bring it up."""
    key = (rule.code, commissioner)
    word = incident.judged.words.get(key)
    brought = brought_to(incident).get(key)
    seen = any(is_seen(sign, incident) for sign in rule.derived_when)
    derived = contract is not None or seen or brought is False
    report = None if rule.by_steps else _report(incident, rule, key, derived=derived)
    step = _step(incident, rule) if rule.by_steps else None
    if report is not None:
        standing = Standing.MET
    elif step is not None:
        done = step.outcome is CandourOutcome.DONE
        standing = Standing.MET if done else Standing.EXCUSED
    elif isinstance(word, DutyRuledOut):
        standing = Standing.RULED_OUT
    elif derived or word is not None:
        standing = Standing.OWED
    elif brought or any(is_seen(sign, incident) for sign in rule.judge_when):
        standing = Standing.TO_JUDGE
    else:
        return None
    return Duty(rule, standing, derived, commissioner, contract, word, report, step)


def _contract(incident: Incident, commissioner: str, setting: Setting) -> ContractRule | None:
    """What it says of this kind of incident, or of the kind of one that was merged here."""
    kinds = (incident.kind, *(one.carried.kind for one in incident.after.brought.values()))
    wanted = (setting.wants(commissioner, kind) for kind in kinds)
    return next((rule for rule in wanted if rule is not None), None)


def _for_commissioners(incident: Incident, rule: Rule, setting: Setting) -> Iterator[Duty]:
    """One duty for each commissioner that placed somebody, and for each that people named."""
    said = [who for code, who in incident.judged.words if code is rule.code]
    told = [
        one.report.commissioner for one in incident.told.values() if one.report.duty is rule.code
    ]
    brought = [who for code, who in brought_to(incident) if code is rule.code]
    for who in dict.fromkeys([*placed_by(incident), *said, *told, *brought]):
        contract = None if who is None else _contract(incident, who, setting)
        duty = _standing(incident, rule, who, contract)
        if duty is not None:
            yield duty


def _spoken_of(incident: Incident) -> set[DutyCode]:
    """The duties that somebody judged, told or took a step of, or that came with a merged
    incident: most incidents have none.
    """
    spoken = {code for code, _ in (*incident.judged.words, *brought_to(incident))}
    told = (told.report.duty for told in incident.told.values())
    spoken.update(duty for duty in told if duty is not None)
    if incident.judged.steps:
        spoken.update(_STEP_OF)
    return spoken


def _brought_up(incident: Incident, rules: RuleSet) -> Iterator[Rule]:
    """The rules that facts or people bring up at all; each sign is read once."""
    seen = {sign for sign in Sign if is_seen(sign, incident)}
    spoken_of = _spoken_of(incident)
    if not seen and not spoken_of and not placed_by(incident):
        return
    for rule in rules.rules:
        signs = (*rule.derived_when, *rule.judge_when)
        is_contract = rule.code is DutyCode.PLACING_COMMISSIONER
        if is_contract or rule.code in spoken_of or any(sign in seen for sign in signs):
            yield rule


def _all(incident: Incident, rules: RuleSet, setting: Setting) -> Iterator[Duty]:
    brought = {code for code, _ in brought_to(incident)}
    for rule in _brought_up(incident, rules):
        if rule.code is DutyCode.PLACING_COMMISSIONER:
            yield from _for_commissioners(incident, rule, setting)
        elif setting.registered or not rule.needs_cqc_registration or rule.code in brought:
            duty = _standing(incident, rule)
            if duty is not None:
                yield duty


_WAITING = (Standing.TO_JUDGE, Standing.OWED)
_WINS = (Standing.OWED, Standing.MET)


def duties_of(
    incident: Incident, rules: RuleSet = ENGLAND, setting: Setting = ANYWHERE
) -> tuple[Duty, ...]:
    """In the order of the rules. Where several forms would fit one trigger, the most particular is
    owed and the others are not; nothing is owed by what was entered in error or was merged.
    """
    found = tuple(_all(incident, rules, setting))
    if incident.in_error or incident.merged:
        return tuple(duty for duty in found if duty.standing not in _WAITING)
    winning = {duty.rule.code for duty in found if duty.standing in _WINS}
    return tuple(
        duty
        for duty in found
        if duty.standing not in _WAITING or winning.isdisjoint(duty.rule.yields_to)
    )


def unanswered(
    incident: Incident, rules: RuleSet = ENGLAND, setting: Setting = ANYWHERE
) -> tuple[Duty, ...]:
    """Owed, and neither met nor ruled out: an incident is not closed with one of these."""
    found = duties_of(incident, rules, setting)
    return tuple(duty for duty in found if duty.standing is Standing.OWED)
