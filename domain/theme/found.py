"""Whether a pattern rule finds a theme, and why: the same answer for the same facts in any order.

What has been part of a theme that people dismissed or retired does not count again: only new
incidents make a new ground.

Source: domain rules on themes (5.6): findings of one incident are one incident.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from domain.theme.facts import Facts, IncidentFacts
from domain.theme.grounds import failed_twice, signalled, windows
from domain.theme.looked_at import Place, Seen, looked_at
from domain.theme.member import Ground, Member, MemberKind, Why
from domain.theme.rules import DrawsOn, Rule

MOST_GROUNDS: Final = 50
"""Told of one theme: the newest ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """`members`: by day. Nothing else than the rule and the facts made it."""

    rule: Rule
    place: Place
    members: tuple[Member, ...]
    why: Why


def found(rule: Rule, facts: Facts) -> tuple[Found, ...]:
    """What the rule finds, by place."""
    seen = looked_at(rule, facts)
    places = sorted(seen, key=lambda one: (str(one.service or ""), one.subject))
    each = (found_at(rule, place, seen[place]) for place in places)
    return tuple(one for one in each if one is not None)


def found_at(
    rule: Rule, place: Place, seen: Seen, without: frozenset[UUID] = frozenset()
) -> Found | None:
    """None: there is no theme. `without`: what was part of one that people have ended."""
    cases = sorted(
        (case for case, _ in seen.cases.values() if case.incident not in without),
        key=lambda one: (one.day, one.incident),
    )
    checks = [one for one in seen.checks if one.audit not in without]
    grounds = [
        *windows(rule, cases),
        *signalled(cases, seen.signalled),
        *failed_twice(checks),
    ]
    if not grounds:
        return None
    ids = frozenset[UUID]().union(*(one.members for one in grounds))
    members = [_member(seen, case) for case in cases if case.incident in ids]
    audits = {one.audit: one.day for one in checks if one.audit in ids}
    members += [Member(kind=MemberKind.AUDIT, id=id_, day=day) for id_, day in audits.items()]
    members.sort(key=lambda one: (one.day, one.kind, one.id))
    grounds.sort(key=lambda one: (one.ground.until, one.ground.from_, one.ground.kind))
    return Found(rule, place, tuple(members), _why(rule, [one.ground for one in grounds]))


def _member(seen: Seen, case: IncidentFacts) -> Member:
    _, shows = seen.cases[case.incident]
    hours = case.delay_hours if DrawsOn.DELAY in shows else None
    return Member(
        kind=MemberKind.INCIDENT, id=case.incident, day=case.day, shows=shows, hours=hours
    )


def _why(rule: Rule, grounds: Sequence[Ground]) -> Why:
    return Why(
        threshold=rule.threshold,
        window_days=rule.window_days,
        services=rule.services,
        over_hours=rule.over_hours,
        grounds=tuple(grounds[-MOST_GROUNDS:]),
    )
