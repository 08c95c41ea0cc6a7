"""The signals of a reported measure, by walking through its history as it was told.

After each fact, and each time a period was over, the chart is made as it stood then: a pattern that
takes in the newest closed period is raised, a signal whose pattern is not there any more has lost
its ground to that fact. What comes out follows from the log and the calendar alone. Whoever looked
at every moment, and whoever comes a week later after fifty crashes, find the same signals, with the
same withdrawals, in the same order.

An action that is verified while the measure is going wrong already is one of its facts, too.

Source: Heed's rule that the set of signals does not depend on the worker.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from api.attempt import events_of
from api.watching.charts.causes import cause_of, cause_within
from api.watching.charts.ended import was_too_long
from api.watching.charts.gaps import closing, is_closed_gap, is_over
from api.watching.charts.grounds import Ground, Identity, covers, grounds
from api.watching.charts.steps import closings, too_long_from
from api.watching.charts.told import Cited, part_of, raised_of, slips
from api.watching.settled import settled
from domain.event import ImpossibleHistory
from domain.log import Recorded
from domain.measure.events import MeasureEvent, SignalAcknowledged
from domain.measure.state import Measure, evolve
from domain.signal.carried import carried
from domain.signal.events import SignalAnswered, SignalRaised, SignalWithdrawn
from domain.signal.vocabulary import SignallingRule
from projections.charts.of_measure import Dated, MeasureChart, chart_of

RulesAt = Callable[[datetime], Collection[SignallingRule]]
CitedAt = Callable[[datetime], Cited]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One signal as it has to be: raised so, and withdrawn so where its ground went. `answered`: as
    somebody first acknowledged it on the measure.
    """

    identity: Identity
    raised: SignalRaised
    answered: SignalAnswered | None = None
    withdrawn: SignalWithdrawn | None = None

    @property
    def stands(self) -> bool:
        return self.withdrawn is None


@dataclass(frozen=True, slots=True)
class SeenAt:
    """The last position of the measure then, and the time."""

    position: int
    at: datetime


class Walk:
    """Of one measure; it goes on from where it came to. `rules_at` and `cited_at` say what held at
    a time, and say the same for the same time whenever they are asked.
    """

    def __init__(self, measure: UUID) -> None:
        self.measure = measure
        self.occurrences: list[Occurrence] = []
        self.count = 0
        self.until: datetime | None = None
        self._known: Measure | None = None
        self._row: Recorded | None = None
        self._too_long: datetime | None = None

    def goes_on_with(self, rows: Sequence[Recorded]) -> bool:
        """Whether these rows are what it has seen, and more of the same that came later."""
        if self._row is None or len(rows) < self.count or rows[self.count - 1].id != self._row.id:
            return self._row is None
        later = rows[self.count :]
        return not later or self.until is None or later[0].recorded_at >= self.until

    def go_on(
        self, rows: Sequence[Recorded], now: datetime, rules_at: RulesAt, cited_at: CitedAt
    ) -> None:
        """rows: the whole stream, and the verifications of actions that cite the measure among
        them, as they came. now: up to when periods are over.
        """
        for row in rows[self.count :]:
            self._calendar(row.recorded_at, rules_at, cited_at)
            self._see(row)
            self._look(row.recorded_at, row, rules_at, cited_at)
        self._calendar(settled(now), rules_at, cited_at)

    def _see(self, row: Recorded) -> None:
        for event in events_of([row]) if self._is_own(row) else ():
            if not isinstance(event, MeasureEvent):
                raise ImpossibleHistory(f"{event.type} in the stream of a measure")
            self._known = evolve(self._known, event)
        self.count += 1
        self._row = row

    def _is_own(self, row: Recorded) -> bool:
        """Else it is the verification of an action."""
        return row.stream == self.measure

    def _calendar(self, until: datetime, rules_at: RulesAt, cited_at: CitedAt) -> None:
        """Each time until then at which a period was over, or the open gap became too long."""
        while self._known is not None and self.until is not None:
            over = next(closings(self._known, self.until, until), None)
            long = self._too_long
            if long is not None and not self.until < long <= until:
                long = None
            following = min((one for one in (over, long) if one is not None), default=None)
            if following is None:
                return
            self._look(following, None, rules_at, cited_at)

    def _look(
        self, at: datetime, row: Recorded | None, rules_at: RulesAt, cited_at: CitedAt
    ) -> None:
        self.until = at if self.until is None else max(at, self.until)
        known, last = self._known, self._row
        if known is None or last is None or known.is_derived:
            return
        chart = chart_of(known, Dated(as_of=at))
        self._too_long = too_long_from(chart)
        found = {one.identity: one for one in grounds(known, chart, tuple(SignallingRule))}
        own = row if row is not None and self._is_own(row) else None
        seen = SeenAt(last.position, at)
        self._withdraw(found, known, own, seen, chart)
        if known.retired is None:
            rules = rules_at(at)
            fresh = [one for one in found.values() if self._is_new(one, rules, chart)]
            cited = cited_at(at) if fresh or row is not own else ((), False)
            for one in fresh:
                self._raise(one, known, cited, seen)
            if row is not None and row is not own:
                of_rules = [one for one in found.values() if one.identity.rule in rules]
                self._slip(row, of_rules, known, cited, seen)
        if own is not None:
            self._answer(found, own)

    def _withdraw(
        self,
        found: Collection[Identity],
        known: Measure,
        row: Recorded | None,
        seen: SeenAt,
        chart: MeasureChart,
    ) -> None:
        for place, one in enumerate(self.occurrences):
            if not one.stands or one.identity in found or _has_ended(one, known, chart):
                continue
            point = closing(one.identity, chart)
            withdrawn = SignalWithdrawn(
                cause=cause_of(row, known) if point is None else cause_within(row, known),
                event=None if row is None else row.id,
                position=seen.position,
                known_at=seen.at,
            )
            self.occurrences[place] = replace(one, withdrawn=withdrawn)

    def _is_new(
        self, ground: Ground, rules: Collection[SignallingRule], chart: MeasureChart
    ) -> bool:
        if not ground.of_newest or ground.identity.rule not in rules:
            return False
        if any(one.stands and one.identity == ground.identity for one in self.occurrences):
            return False
        return not any(
            one.stands and is_closed_gap(one.identity, ground, chart) for one in self.occurrences
        )

    def _slip(
        self,
        verification: Recorded,
        found: Collection[Ground],
        known: Measure,
        cited: Cited,
        seen: SeenAt,
    ) -> None:
        """Each pattern that people know of already, and not as one of an action that worked."""
        for ground in found:
            standing = [
                (one.raised.subject.kind, one.raised.actions)
                for one in self.occurrences
                if one.stands and one.identity == ground.identity
            ]
            if cited[1] and slips(ground, standing, verification.stream):
                self._raise(ground, known, cited, seen, part_of(verification.id))

    def _raise(
        self, ground: Ground, known: Measure, cited: Cited, seen: SeenAt, part: str | None = None
    ) -> None:
        before = [one for one in self.occurrences if one.identity == ground.identity]
        raised = raised_of(
            self.measure,
            known,
            ground,
            cited,
            occurrence=1 + sum(one.raised.subject.part == part for one in before),
            position=seen.position,
            known_at=seen.at,
            part=part,
        )
        self.occurrences.append(Occurrence(ground.identity, raised))

    def _answer(self, found: Mapping[Identity, Ground], row: Recorded) -> None:
        """What a person says of a period answers every signal that stands and takes it in."""
        for said in events_of([row]):
            if not isinstance(said, SignalAcknowledged):
                continue
            answered = carried(said, version=row.version, recorded_at=row.recorded_at)
            for place, one in enumerate(self.occurrences):
                waits = one.stands and one.answered is None
                if waits and covers(one.identity, found.get(one.identity), said.period):
                    self.occurrences[place] = replace(one, answered=answered)


def _has_ended(one: Occurrence, known: Measure, chart: MeasureChart) -> bool:
    """What has ended as it was signalled has lost nothing: a gap that the next event closed, or a
    run after which the series grew.
    """
    newest_period = one.raised.newest_period
    if is_over(one.identity, chart):
        return True
    return newest_period is not None and was_too_long(one.identity, newest_period, known, chart)
