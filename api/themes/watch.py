"""The watch that proposes themes, and keeps those that stand as their facts are.

It decides from all that is known, so it does not matter in which order things were told, how often
it looks, or how many of it there are. What people ended it leaves alone, with its incidents.
A theme that awaits a decision is a loose end of its own; no signal is raised beside it.

Source: domain rules on themes (5.6); `domain/theme/membership`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from api.attempt import Attempt, events_of
from api.policies.standing import policies_of
from api.themes.gathering import Known, facts_of, gone_among, themes_of
from api.themes.moved import moved_services
from api.watching.watch import Looking, Watch
from domain.policy.values import ThemeRules
from domain.theme.facts import Facts
from domain.theme.found import Found, found_at
from domain.theme.looked_at import Place, looked_at
from domain.theme.member import Cause
from domain.theme.membership import Showing, identity, settle
from domain.theme.rules import Rule
from domain.theme.state import ENDED, HELD, Stage, fold
from domain.theme.tuning import rules_of
from projections.people_links import PROJECTION as PEOPLE_LINKS
from projections.signals import PROJECTION as SIGNALS
from projections.themes.projection import PROJECTION as THEMES
from projections.trends.projection import PROJECTION as TRENDS
from projections.watched.projection import PROJECTION as WATCHED


@dataclass(frozen=True, slots=True)
class Wanted:
    """One theme as its facts want it to be."""

    theme: UUID
    service: UUID | None
    found: Found | None
    showing: Showing

    def is_within(self, services: Sequence[UUID] | None) -> bool:
        """Whether everything is known of where it is. None: of all services."""
        return services is None or self.service is None or self.service in services


class ThemesWatch:
    """It remembers up to where it has looked at each provider, and looks no further than where
    facts have moved since; one that begins anew looks at everything once.
    """

    def __init__(self) -> None:
        self._looked: dict[UUID, int] = {}

    async def look(self, looking: Looking) -> None:
        provider, after = looking.provider, self._looked.get(looking.provider)
        policies = await policies_of(looking.heed, provider)
        rules = rules_of(policies.of(ThemeRules))
        async with looking.connection() as connection:
            services = None
            if after is not None:
                until = looking.position
                services = await moved_services(connection, provider, after=after, until=until)
            facts = await facts_of(connection, provider, services, partial(known_as, looking))
            known = await themes_of(connection, provider)
            members = frozenset[UUID]().union(*(one.members for one in known))
            gone = await gone_among(connection, provider, sorted(members))
        wanted = [
            *_by_rule(provider, rules, facts, known, gone),
            *_otherwise({one.name for one in rules}, known, gone),
        ]
        await _settled(looking, [one for one in wanted if one.is_within(services)])
        self._looked[provider] = looking.position


def known_as(looking: Looking, adult: UUID) -> UUID:
    """The reference of an adult in themes: keyed, so that whoever knows the adult's own cannot work
    it out, nor which themes are about them.
    """
    keyed = looking.heed.vault.fingerprint(looking.provider, "theme/adult", adult.bytes)
    return UUID(bytes=keyed[:16])


def _by_rule(
    provider: UUID,
    rules: Sequence[Rule],
    facts: Facts,
    known: Sequence[Known],
    gone: Mapping[UUID, Cause],
) -> Iterator[Wanted]:
    """Every place where a rule sees something now, or saw something before."""
    chains: dict[tuple[str, Place], list[Known]] = defaultdict(list)
    for one in known:
        if one.rule is not None:
            chains[one.rule, Place(one.service, one.subject)].append(one)
    for rule in rules:
        seen = looked_at(rule, facts)
        before = {place for name, place in chains if name == rule.name}
        for place in sorted(seen.keys() | before, key=lambda at: (str(at.service), at.subject)):
            chain = chains[rule.name, place]
            ended = [one for one in chain if one.stage in ENDED]
            without = frozenset[UUID]().union(*(one.members for one in ended))
            here = seen.get(place)
            finds = None if here is None else found_at(rule, place, here, without)
            current = next((one.theme for one in chain if one.stage not in ENDED), None)
            if finds is None and current is None:
                continue
            theme = current or identity(provider, rule.name, rule.version, place, len(ended))
            ids = frozenset[UUID]() if here is None else here.ids
            yield Wanted(theme, place.service, finds, Showing(ids, gone))


def _otherwise(
    in_use: set[str], known: Sequence[Known], gone: Mapping[UUID, Cause]
) -> Iterator[Wanted]:
    """Themes of no rule in use: what people have in hand stays, but for what counts no more."""
    for one in known:
        if one.rule not in in_use and one.stage in HELD | {Stage.PROPOSED}:
            yield Wanted(one.theme, one.service, None, Showing(one.members, gone))


async def _settled(looking: Looking, wanted: Sequence[Wanted]) -> None:
    rows = await looking.rows(sorted({one.theme for one in wanted}))
    for one in wanted:
        events = events_of(rows.get(one.theme, ()))
        if settle(fold(events), one.found, one.showing):
            await _record(looking, one, version=len(events))


async def _record(looking: Looking, wanted: Wanted, *, version: int) -> None:
    """Decided anew on the theme as it is when it is recorded."""

    async def decide(attempt: Attempt) -> UUID | None:
        theme = fold(events_of(await attempt.load(wanted.theme)))
        moves = settle(theme, wanted.found, wanted.showing)
        attempt.record(wanted.theme, *moves)
        return wanted.theme if moves else None

    await looking.record(f"theme/{wanted.theme}/{version}", decide)


THEMES_WATCH: Final = Watch(
    "themes", (TRENDS, THEMES, SIGNALS, WATCHED, PEOPLE_LINKS), ThemesWatch().look
)
