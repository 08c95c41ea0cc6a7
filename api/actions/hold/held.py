"""Whether an action holds: the word, each measure, the recurrences and the checkpoints.

One way to it, for the page that shows it and for the review that cites it.

Source: Heed's decision table; policy `effect_checkpoints`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from adapters.postgres.reading import Connection
from api.actions.hold.came_again import Look, Recurrences, recurrences_of, window_of
from api.actions.hold.cited import Cited, cited, known, said
from api.heed import Heed
from api.measures.charting import Charting, reads
from api.policies.standing import policies_of
from domain.action.checkpoints import Checkpoint, checkpoints
from domain.action.state import Action, Stage, fold
from domain.log import Recorded
from domain.policy.values import EffectCheckpoints
from projections.holding.of_action import OfAction, of_action
from projections.holding.since import Change
from projections.holding.then import action_then
from projections.holding.verdict import Verdict
from projections.open_loops.loop import happened
from projections.runner.declaration import Projection
from projections.source import Source
from projections.trends.projection import PROJECTION as TRENDS


@dataclass(frozen=True, slots=True)
class Asked:
    """An action and the measures that it cites, as they are known: their rows. `action`: as it
    stood on the day that is asked of. `known_since`: from when on it is on record at all.
    `recorded_at`: when each of its facts was recorded, by the identity of what was read.
    """

    id: UUID
    action: Action
    change: Change | None
    agreed_at: datetime
    measures: Mapping[UUID, Sequence[Recorded]]
    known_since: datetime
    recorded_at: Mapping[int, datetime]

    def known_of(self, measure: UUID) -> datetime | None:
        """From when on this measure is on record; None: it was not yet."""
        rows = self.measures.get(measure)
        return rows[0].recorded_at if rows else None

    @property
    def projections(self) -> tuple[Projection, ...]:
        """All that is read to answer."""
        of_measures = (one for _, measure in known(self.measures) for one in reads(measure))
        return tuple({one.name: one for one in (TRENDS, *of_measures)}.values())


@dataclass(frozen=True, slots=True)
class Passed:
    """`of`: as of that day; None where it is not due, or is not told by charts."""

    checkpoint: Checkpoint
    due: bool
    of: OfAction | None


@dataclass(frozen=True, slots=True)
class Held:
    """`of` None: the action is not verified. A verdict of None: there was no such measure yet."""

    of: OfAction | None
    verdicts: Sequence[tuple[UUID, Verdict | None]]
    recurrences: Recurrences | None
    checkpoints: Sequence[Passed]


async def asked_of(
    heed: Heed, provider: UUID, rows: Sequence[Recorded], wanted: Charting
) -> Asked | None:
    """rows: of the action, whole. None where nothing of it was on record by then."""
    history = said(_known(rows, wanted))
    action = fold(action_then(history, wanted.as_of))
    if action is None:
        return None
    found = await heed.log.load_many(provider, list(dict.fromkeys(action.measures)))
    measures = {one: _known(found.get(one, ()), wanted) for one in dict.fromkeys(action.measures)}
    times = {id(event): happened(event, recorded) for event, recorded in history}
    agreed_at = times[id(action.agreed)]
    verified = action.verified if action.stage is Stage.VERIFIED else None
    change = None if verified is None else Change(agreed_at, times[id(verified)])
    return Asked(
        id=rows[0].stream,
        action=action,
        change=change,
        agreed_at=agreed_at,
        measures=measures,
        known_since=rows[0].recorded_at,
        recorded_at={id(event): recorded for event, recorded in history},
    )


def _known(rows: Iterable[Recorded], wanted: Charting) -> list[Recorded]:
    at = wanted.known_at
    then = [row for row in rows if at is None or row.recorded_at <= at]
    return [row for row in then if wanted.until is None or row.position <= wanted.until]


async def held(
    heed: Heed,
    connection: Connection,
    provider: UUID,
    asked: Asked,
    wanted: Charting,
    source: Source,
) -> Held:
    """source: of what recurrences are counted from. Raises Problem `too-much-to-read`."""
    if asked.change is None:
        return Held(None, (), None, ())
    policy = (await policies_of(heed, provider, wanted.known_at)).of(EffectCheckpoints)
    watch = timedelta(weeks=policy.watch_weeks)
    measures = await cited(heed, connection, provider, asked.measures, wanted)
    verdicts = _verdicts(asked, measures, wanted.as_of, watch)
    passed = [
        _passed(asked, measures, one, wanted.as_of, watch)
        for one in checkpoints(asked.change.verified_at, policy)
    ]
    window = window_of(asked.change, watch, wanted.as_of)
    look = Look(connection, provider, source, wanted.persons)
    recurrences = await recurrences_of(look, asked.action, window)
    return Held(_of(verdicts), verdicts, recurrences, passed)


def _verdicts(
    asked: Asked, measures: Sequence[Cited], as_of: datetime, watch: timedelta
) -> list[tuple[UUID, Verdict | None]]:
    """Of every measure that it cites, in order."""
    if asked.change is None:
        return []
    by_id = {one.id: one for one in measures}
    return [
        (one, by_id[one].verdict(asked.change, as_of, watch) if one in by_id else None)
        for one in asked.measures
    ]


def _of(verdicts: Iterable[tuple[UUID, Verdict | None]]) -> OfAction:
    return of_action([one for _, one in verdicts if one is not None])


def _passed(
    asked: Asked, measures: Sequence[Cited], one: Checkpoint, as_of: datetime, watch: timedelta
) -> Passed:
    due = one.is_due(as_of)
    if not due or not one.is_charted:
        return Passed(one, due, None)
    return Passed(one, due, _of(_verdicts(asked, measures, one.at, watch)))
