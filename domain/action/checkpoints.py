"""When it is asked of a verified action whether it is in place, and whether it holds.

Three kinds of asking. After 72 hours: is it in place? That is seen on the spot and by no chart.
After six weeks: an early look, which of a monthly measure says no more than that it is too early,
or that it has slipped. Then the effect, three times in the first year. The numbers are policy.

Source: Heed's policy `effect_checkpoints`; NHS Making Data Count (too few points prove nothing).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.moment import LONDON
from domain.policy.values import EffectCheckpoints


class CheckpointKind(StrEnum):
    IN_PLACE = "in_place"
    EARLY_LOOK = "early_look"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    kind: CheckpointKind
    at: datetime

    @property
    def is_charted(self) -> bool:
        """Whether charts have anything to say to it."""
        return self.kind is not CheckpointKind.IN_PLACE

    def is_due(self, as_of: datetime) -> bool:
        return self.at <= as_of


def checkpoints(verified_at: datetime, policy: EffectCheckpoints) -> Iterator[Checkpoint]:
    """Weeks are told in days in London, at the time of day of the verification there."""
    yield Checkpoint(CheckpointKind.IN_PLACE, verified_at + timedelta(hours=policy.in_place_hours))
    yield Checkpoint(CheckpointKind.EARLY_LOOK, _later(verified_at, policy.early_look_weeks))
    for weeks in sorted(set(policy.effect_weeks)):
        yield Checkpoint(CheckpointKind.EFFECT, _later(verified_at, weeks))


def _later(verified_at: datetime, weeks: int) -> datetime:
    return (verified_at.astimezone(LONDON) + timedelta(weeks=weeks)).astimezone(verified_at.tzinfo)
