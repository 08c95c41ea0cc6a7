"""The grounds of a theme: windows that hold enough incidents, audits failed twice, a signal.

An incident belongs where it lies in some window of the rule's days that holds enough distinct
incidents. Windows that share an incident are one ground.

Source: domain rules on themes (5.6).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from domain.theme.facts import CriterionChecked, DelaySignalled, IncidentFacts
from domain.theme.member import Ground, GroundKind
from domain.theme.rules import Rule


@dataclass(frozen=True, slots=True)
class Grounded:
    """One ground, and the incidents or audits that make it."""

    ground: Ground
    members: frozenset[UUID]


def windows(rule: Rule, cases: Sequence[IncidentFacts]) -> Iterator[Grounded]:
    """cases: by day. Runs of incidents, each of which lies in a window that holds enough."""
    run: tuple[int, int] | None = None
    for first, last in _full_windows(rule, cases):
        if run is not None and first <= run[1]:
            run = run[0], max(run[1], last)
            continue
        if run is not None:
            yield _run(cases[run[0] : run[1] + 1])
        run = first, last
    if run is not None:
        yield _run(cases[run[0] : run[1] + 1])


def _full_windows(rule: Rule, cases: Sequence[IncidentFacts]) -> Iterator[tuple[int, int]]:
    """The first and the last place of each window that holds enough, from each incident on."""
    wide, last = timedelta(days=rule.window_days), 0
    here: dict[UUID | None, int] = defaultdict(int)
    for first, case in enumerate(cases):
        while last < len(cases) and cases[last].day - case.day <= wide:
            here[cases[last].service] += 1
            last += 1
        if last - first >= rule.threshold and sum(map(bool, here.values())) >= rule.services:
            yield first, last - 1
        here[case.service] -= 1


def _run(cases: Sequence[IncidentFacts]) -> Grounded:
    return Grounded(
        Ground(
            kind=GroundKind.INCIDENTS,
            from_=cases[0].day,
            until=cases[-1].day,
            incidents=len(cases),
        ),
        frozenset(one.incident for one in cases),
    )


def signalled(
    cases: Sequence[IncidentFacts], signals: Sequence[DelaySignalled]
) -> Iterator[Grounded]:
    """Where the measure signals, each delay over target in its span belongs."""
    for signal in signals:
        within = [one for one in cases if signal.first <= one.day <= signal.last]
        if within:
            ground = Ground(
                kind=GroundKind.SIGNAL,
                from_=signal.first,
                until=signal.last,
                incidents=len(within),
                signal=signal.signal,
            )
            yield Grounded(ground, frozenset(one.incident for one in within))


def failed_twice(checks: Sequence[CriterionChecked]) -> Iterator[Grounded]:
    """Two audits in a row that looked at a criterion with the same tool, and found it not met."""
    series: dict[tuple[UUID | None, str, str], list[CriterionChecked]] = defaultdict(list)
    for one in checks:
        series[one.unit, one.tool, one.criterion].append(one)
    for each in series.values():
        each.sort(key=lambda one: (one.day, one.audit))
        for earlier, later in pairwise(each):
            if not earlier.met and not later.met:
                yield _pair(earlier, later)


def _pair(earlier: CriterionChecked, later: CriterionChecked) -> Grounded:
    ground = Ground(
        kind=GroundKind.AUDITS,
        from_=earlier.day,
        until=later.day,
        incidents=0,
        tool=later.tool,
        criterion=later.criterion,
    )
    return Grounded(ground, frozenset({earlier.audit, later.audit}))
