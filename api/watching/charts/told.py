"""A ground as the signal that it raises.

A verification that comes while a measure is going wrong already is told of by a signal of its own:
the pattern was put before people when nobody had yet said that the action had worked.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from api.watching.charts.grounds import Ground
from domain.measure.state import Measure
from domain.signal.events import RuleSetName, SignalRaised, Subject
from domain.signal.vocabulary import Direction, SubjectKind

MOST_ACTIONS = 1_000
Cited = tuple[tuple[UUID, ...], bool]
"""The actions that cite the measure, and whether any of them is verified."""
Told = tuple[str, Iterable[UUID]]
"""Of a signal: which kind it is, and which actions it names."""


def part_of(verification: UUID) -> str:
    """By which such a signal is told from that of the pattern, and from another's."""
    return f"verified/{verification}"


def slips(ground: Ground, standing: Iterable[Told], action: UUID) -> bool:
    """Whether the verification of this action has to be told of: the pattern is of concern and goes
    on, it was raised before, and no signal of it says yet that this action's measure has slipped.
    standing: the signals of this very ground that stand.
    """
    told = list(standing)
    if not told or not ground.of_newest or ground.identity.direction is not Direction.CONCERN:
        return False
    return not any(kind == SubjectKind.SLIPPED and action in named for kind, named in told)


def raised_of(
    measure: UUID,
    known: Measure,
    ground: Ground,
    cited: Cited,
    *,
    occurrence: int,
    position: int,
    known_at: datetime,
    part: str | None = None,
) -> SignalRaised:
    """A measure of which an action was to be the cure has slipped, where it is of concern. part:
    the verification that it tells of; None: it tells of the pattern.
    """
    actions, verified = cited
    slipped = verified and ground.identity.direction is Direction.CONCERN
    return SignalRaised(
        subject=Subject(
            kind=SubjectKind.SLIPPED if slipped else SubjectKind.CHART, id=measure, part=part
        ),
        rule_set=RuleSetName(
            name=ground.identity.rule_set, version=ground.identity.rule_set_version
        ),
        rule=ground.identity.rule,
        direction=ground.identity.direction,
        occurrence=occurrence,
        segment=ground.identity.segment,
        first_period=ground.identity.first_period,
        newest_period=ground.newest_period,
        view=ground.view,
        title=known.definition.name,
        actions=actions[:MOST_ACTIONS],
        service=known.defined.service,
        unit=known.defined.unit,
        position=position,
        known_at=known_at,
    )
