"""Every stream that a response speaks of, read from the log itself, without what is hidden.

A theme leads to its incidents and to the governance reviews that looked at it; incidents lead to
their investigations, investigations to the actions that answer their findings, and actions that
were agreed for the theme stand beside those.

Source: Heed's rule that every link is a fact at both ends.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from api.attempt import events_of
from api.hidden import hidden_among
from api.reader import Reader
from domain import catalogue
from domain.event import DomainEvent
from domain.governance_review.state import GovernanceReview
from domain.governance_review.state import fold as review_of
from domain.incident.state import Incident
from domain.incident.state import fold as incident_of
from domain.investigation.events import FindingAnswered
from domain.investigation.state import Investigation
from domain.investigation.state import fold as investigation_of
from domain.log import Recorded
from domain.moment import LONDON
from domain.theme.events import Judgement, ThemeLookedAt
from domain.theme.state import Theme
from domain.theme.state import fold as theme_of
from projections.open_loops.loop import happened

Rows = Sequence[Recorded]
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Streams:
    """`covered`: the investigations of each incident. `answers`: the actions that ever answered
    findings of each investigation. `actions`: whole rows, as whoever asks whether they hold needs
    them. `since`: when each theme was first recorded.
    """

    themes: Mapping[UUID, Theme]
    incidents: frozenset[UUID]
    audits: frozenset[UUID]
    covered: Mapping[UUID, Sequence[UUID]]
    investigations: Mapping[UUID, Investigation]
    answers: Mapping[UUID, Sequence[FindingAnswered]]
    reviews: Mapping[UUID, GovernanceReview]
    actions: Mapping[UUID, Rows]
    since: Mapping[UUID, datetime]


@dataclass(frozen=True, slots=True)
class Then:
    """For whom, and as known when. `as_of`: what people did later has not happened yet. `until`:
    nothing beyond this position of the log, which the views beside it do not know yet.
    """

    reader: Reader
    as_of: datetime
    known_at: datetime | None
    until: int | None = None

    async def rows(self, kind: str, streams: Iterable[UUID]) -> Mapping[UUID, Rows]:
        """Those of this kind that this reader may see, as they were known; none of one that was
        not known yet.
        """
        wanted = sorted(set(streams))
        if not wanted:
            return {}
        found = await self.reader.heed.log.load_many(self.reader.provider, wanted)
        hidden = await hidden_among(self.reader, found)
        known = {one: self._known(rows) for one, rows in found.items() if one not in hidden}
        return {one: rows for one, rows in known.items() if rows and _is(kind, rows)}

    def _known(self, rows: Rows) -> Rows:
        at = self.known_at
        then = [row for row in rows if at is None or row.recorded_at <= at]
        return [row for row in then if self.until is None or row.position <= self.until]

    def theme(self, rows: Rows) -> Theme | None:
        """Without what people decided or looked at after `as_of`."""
        said = ((row, catalogue.read(row.type, row.facts)) for row in rows if row.facts is not None)
        return theme_of(one for row, one in said if not self._is_later(one, row.recorded_at))

    def _is_later(self, event: DomainEvent, recorded_at: datetime) -> bool:
        if isinstance(event, ThemeLookedAt):
            return event.held_on > self.as_of.astimezone(LONDON).date()
        return isinstance(event, Judgement) and happened(event, recorded_at) > self.as_of


def _is(kind: str, rows: Rows) -> bool:
    return rows[0].type.startswith(f"{kind}.")


def _folded(
    fold: Callable[[Iterable[DomainEvent]], S | None], found: Mapping[UUID, Rows]
) -> dict[UUID, S]:
    states = {one: fold(events_of(rows)) for one, rows in found.items()}
    return {one: state for one, state in states.items() if state is not None}


async def gather(then: Then, wanted: Iterable[UUID]) -> Streams:
    """`wanted`: the themes. One that is hidden or was not known yet is left out."""
    rows = await then.rows("theme", wanted)
    themes = {one: theme for one, each in rows.items() if (theme := then.theme(each)) is not None}
    members = {member for theme in themes.values() for member in theme.members}
    incidents = await then.rows("incident", members)
    covered = await _covered(then, incidents)
    linked = {one.investigation for theme in themes.values() for one in theme.linked}
    asked = {one for each in covered.values() for one in each} | linked
    inquiries = await then.rows("investigation", asked)
    answers = {one: _answers(each) for one, each in inquiries.items()}
    agreed = {one.action for each in answers.values() for one in each}
    agreed |= {one for theme in themes.values() for one in theme.actions}
    looked = {review for theme in themes.values() for review in theme.looks}
    return Streams(
        themes=themes,
        incidents=frozenset(incidents),
        audits=frozenset(await then.rows("audit", members - incidents.keys())),
        covered=covered,
        investigations=_folded(investigation_of, inquiries),
        answers=answers,
        reviews=_folded(review_of, await then.rows("governance_review", looked)),
        actions=await then.rows("action", agreed),
        since={one: each[0].recorded_at for one, each in rows.items()},
    )


async def _covered(then: Then, incidents: Mapping[UUID, Rows]) -> Mapping[UUID, Sequence[UUID]]:
    """Which investigations each incident has, of its own or of those that were merged into it."""
    states = _folded(incident_of, incidents)
    others = {other for state in states.values() for other in state.after.joined}
    joined = _folded(incident_of, await then.rows("incident", others))
    return {
        one: tuple(dict.fromkeys([*state.investigations, *_found_of(state, joined)]))
        for one, state in states.items()
    }


def _found_of(state: Incident, joined: Mapping[UUID, Incident]) -> Iterable[UUID]:
    merged = (joined[other] for other in state.after.joined if other in joined)
    return (investigation for other in merged for investigation in other.investigations)


def _answers(rows: Rows) -> Sequence[FindingAnswered]:
    """Those of actions that were cancelled since, too."""
    return [one for one in events_of(rows) if isinstance(one, FindingAnswered)]
