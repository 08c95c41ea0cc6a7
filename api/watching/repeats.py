"""The watch for repeats: somebody alleged to have caused harm comes up again.

A repeat is put before people once, as long as it goes on; where its ground is taken away, by an
unlinking, a correction or an entry in error, it is withdrawn by an event that names what took it.
That time passes takes no ground away. Adults at risk are listed and never signalled: that somebody
is harmed again is no suspicion against them.

Source: Heed's rule that a repeat opens a signal once (`domain/person/repeats.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.policies.standing import policies_of
from api.watching.lost_repeats import why_lost
from api.watching.raising import raise_signal, withdraw_signal
from api.watching.touched import Remembered, Touched
from api.watching.watch import Looking, Watch
from domain.duty.calendar import london_day
from domain.person.repeats import Episode, Named, episodes, reach
from domain.policy.values import Repeats
from domain.signal.events import RuleSetName, SignalRaised, SignalWithdrawn, Subject
from domain.signal.vocabulary import Direction, SubjectKind
from projections.cases.question import Cases, CaseTables
from projections.cases.repeats import ALLEGED, Naming, Sought, Window, repeats, who
from projections.cases.together import linked
from projections.people_links import PROJECTION as PEOPLE_LINKS
from projections.signals import PROJECTION as SIGNALS
from projections.trends.projection import PROJECTION as TRENDS

RULE_SET: Final = RuleSetName(name="repeats", version=1)
RULE: Final = "named_again"
EVER: Final = 100 * 366
"""In days: whatever was named since anybody remembers."""
MOST: Final = 200_000
AT_ONCE: Final = 500

_RAISED: Final = """
    SELECT signal, subject, first_period, about, position, stage
      FROM heed.signals
     WHERE tenant_id = $1
       AND kind = 'repeat'
"""


@dataclass(frozen=True, slots=True)
class Known:
    """One signal that was raised. `whole`: the reference that stands for its person now."""

    signal: UUID
    subject: UUID
    whole: UUID
    first_period: str
    about: frozenset[UUID]
    position: int
    stands: bool

    def is_about(self, person: UUID, episode: Episode) -> bool:
        """Whether it stands for this episode, or for some of it."""
        return self.stands and self.whole == person and not self.about.isdisjoint(episode.incidents)


@dataclass(frozen=True, slots=True)
class Again:
    """Whoever is looked at: their incidents, and the signals of them that were ever raised."""

    named: Mapping[UUID, Sequence[Naming]]
    known: Sequence[Known]

    def episodes(self, person: UUID, policy: Repeats) -> tuple[Episode, ...]:
        found = self.named.get(person, ())
        return episodes((Named(one.dated_on, one.incident, one.kind) for one in found), policy)


class RepeatsWatch:
    """Remembers how far it has looked, and looks at no more than was touched since."""

    def __init__(self) -> None:
        self._remembered = Remembered()

    async def look(self, looking: Looking) -> None:
        policy = (await policies_of(looking.heed, looking.provider)).of(Repeats)
        async with looking.connection() as connection:
            touched = await self._remembered.since(connection, looking.provider, looking.position)
            again = await _again(connection, looking, policy, touched)
        await _withdraw(looking, again, policy)
        for person, episode in _new(again, policy, london_day(looking.now)):
            await raise_signal(looking, _raised(looking, person, episode, again))
        self._remembered.positions[looking.provider] = looking.position


async def _withdraw(looking: Looking, again: Again, policy: Repeats) -> None:
    for known in again.known:
        if known.stands and not _has_ground(known, again, policy):
            cause = await why_lost(looking, known.about, known.position)
            withdrawn = SignalWithdrawn(
                cause=cause.why,
                event=cause.event,
                position=looking.position,
                known_at=looking.now,
            )
            await withdraw_signal(looking, known.signal, withdrawn)


async def _again(
    connection: Connection, looking: Looking, policy: Repeats, touched: Touched | None
) -> Again:
    tables, cases = CaseTables(connection, looking.provider), Cases(as_of=looking.now)
    same = await linked(tables)
    rows = await connection.fetch(_RAISED, looking.provider)
    known = [_known(row, same) for row in rows]
    scope = None if touched is None else _scope(touched, same, known)
    fewest = min(policy.incidents, policy.low_level_concerns)
    window = Window(policy.days, policy.low_level_days, fewest)
    persons = await who(tables, cases, Sought(window, same, (ALLEGED,), scope))
    of = [one for one in known if scope is None or one.whole in scope]
    persons |= {one.whole for one in of if one.stands}
    named: dict[UUID, Sequence[Naming]] = {}
    ever = Window(EVER, EVER, 1)
    for some in _chunks(sorted(persons)):
        found = await repeats(tables, cases, Sought(ever, same, (ALLEGED,), some), limit=MOST)
        named |= {one.person: one.incidents for one in found}
    return Again(named, of)


def _scope(touched: Touched, same: Mapping[UUID, UUID], known: Sequence[Known]) -> frozenset[UUID]:
    """Each by the reference that stands for them now."""
    persons = {same.get(person, person) for person in touched.persons}
    about = {one.whole for one in known if not one.about.isdisjoint(touched.incidents)}
    return frozenset(persons | about)


def _chunks(persons: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (persons[first : first + AT_ONCE] for first in range(0, len(persons), AT_ONCE))


def _known(row: Any, same: Mapping[UUID, UUID]) -> Known:
    return Known(
        signal=row["signal"],
        subject=row["subject"],
        whole=same.get(row["subject"], row["subject"]),
        first_period=row["first_period"],
        about=frozenset(row["about"]),
        position=row["position"],
        stands=row["stage"] != "withdrawn",
    )


def _has_ground(known: Known, again: Again, policy: Repeats) -> bool:
    found = again.episodes(known.whole, policy)
    return any(known.is_about(known.whole, episode) for episode in found)


def _new(again: Again, policy: Repeats, today: date) -> Iterator[tuple[UUID, Episode]]:
    """Episodes that go on today and that no signal stands for."""
    for person in again.named:
        for episode in again.episodes(person, policy):
            goes_on = any(today - one.dated_on <= reach(one, policy) for one in episode.all)
            if goes_on and not any(one.is_about(person, episode) for one in again.known):
                yield person, episode


def _raised(looking: Looking, person: UUID, episode: Episode, again: Again) -> SignalRaised:
    first = f"{episode.ground[0].dated_on:%Y-%m}"
    before = [one for one in again.known if (one.subject, one.first_period) == (person, first)]
    ground = {one.incident for one in episode.ground}
    services = {one.service for one in again.named[person] if one.incident in ground}
    return SignalRaised(
        subject=Subject(kind=SubjectKind.REPEAT, id=person, part=ALLEGED),
        rule_set=RULE_SET,
        rule=RULE,
        direction=Direction.CONCERN,
        occurrence=1 + len(before),
        first_period=first,
        newest_period=f"{episode.ground[-1].dated_on:%Y-%m}",
        about=tuple(one.incident for one in episode.ground),
        service=services.pop() if len(services) == 1 else None,
        position=looking.position,
        known_at=looking.now,
    )


REPEATS_WATCH: Final = Watch("repeats", (TRENDS, PEOPLE_LINKS, SIGNALS), RepeatsWatch().look)
