"""What a pattern rule looks at, by place: one service or the whole provider, and of what.

Source: domain rules on themes (5.6).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from domain.theme.facts import CriterionChecked, DelaySignalled, Facts, IncidentFacts
from domain.theme.rules import DrawsOn, Rule, Scope


class Place(NamedTuple):
    """Where, and of what where the rule tells things apart."""

    service: UUID | None
    subject: str


@dataclass(slots=True)
class Seen:
    """Everything at one place that the rule looks at, whether or not it makes a theme."""

    cases: dict[UUID, tuple[IncidentFacts, tuple[str, ...]]]
    checks: list[CriterionChecked]
    signalled: list[DelaySignalled]

    @property
    def ids(self) -> frozenset[UUID]:
        """What shows it at all, whether or not there is enough of it."""
        return frozenset(self.cases) | {one.audit for one in self.checks if not one.met}


def looked_at(rule: Rule, facts: Facts) -> Mapping[Place, Seen]:
    """What the rule looks at, by place; provider-wide rules have places without a service."""
    seen: dict[Place, Seen] = defaultdict(lambda: Seen({}, [], []))
    for case in facts.incidents:
        if case.service is None:
            continue
        at = case.service if rule.scope is Scope.SERVICE else None
        for subject, shows in _subjects(rule, case).items():
            seen[Place(at, subject)].cases[case.incident] = case, tuple(sorted(shows))
    if DrawsOn.CRITERION in rule.draws_on:
        for check in facts.checks:
            if check.service is not None:
                seen[Place(check.service, "")].checks.append(check)
    if DrawsOn.DELAY_SIGNAL in rule.draws_on:
        for signal in facts.signalled:
            if signal.service is not None:
                seen[Place(signal.service, "")].signalled.append(signal)
    return dict(seen)


def _subjects(rule: Rule, case: IncidentFacts) -> Mapping[str, set[str]]:
    """What it shows by subject, "" where the rule does not tell apart; and in which ways."""
    subjects: dict[str, set[str]] = defaultdict(set)
    for way, shown in _shown(rule, case):
        subjects[shown if rule.apart else ""].add(way)
    return subjects


def _shown(rule: Rule, case: IncidentFacts) -> Iterator[tuple[DrawsOn, str]]:
    factors = {DrawsOn.SUGGESTED_FACTOR: case.suggested, DrawsOn.FOUND_FACTOR: case.found}
    for way, said in factors.items():
        if way in rule.draws_on:
            yield from ((way, one) for one in said if _counts(rule, one))
    plain = {DrawsOn.RISK: case.risks, DrawsOn.DUTY: case.duties}
    for way, said in plain.items():
        if way in rule.draws_on:
            yield from ((way, one) for one in said)
    if DrawsOn.ADULT in rule.draws_on:
        yield from ((DrawsOn.ADULT, str(one)) for one in case.adults)
    if DrawsOn.DELAY in rule.draws_on and _is_late(rule, case):
        yield DrawsOn.DELAY, ""


def _counts(rule: Rule, factor: str) -> bool:
    return factor not in rule.but and (not rule.factors or factor in rule.factors)


def _is_late(rule: Rule, case: IncidentFacts) -> bool:
    target = rule.over_hours
    return target is not None and case.delay_hours is not None and case.delay_hours > target
