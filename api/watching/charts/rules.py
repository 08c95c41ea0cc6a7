"""Which rules of a chart raised a signal at a time, as the provider had decided by then."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from api.attempt import events_of
from api.watching.watch import Looking
from domain.log import Recorded
from domain.policy.setting import PolicySet
from domain.policy.values import DEFAULTS, SignalRules, read
from domain.signal.vocabulary import SignallingRule

POLICY: Final = "signal_rules"


class RulesThen:
    """rows: of the provider's own stream."""

    def __init__(self, rows: Sequence[Recorded]) -> None:
        self._settings = [
            (row.recorded_at, _rules(event.value))
            for row in rows
            for event in events_of([row])
            if isinstance(event, PolicySet) and event.policy == POLICY
        ]

    def at(self, at: datetime) -> Collection[SignallingRule]:
        """Heed's suggestion before the first decision."""
        rules = _rules(DEFAULTS[POLICY].model_dump())
        for recorded_at, said in self._settings:
            if recorded_at <= at:
                rules = said
        return rules


def _rules(value: object) -> Collection[SignallingRule]:
    policy = read(POLICY, value)
    return policy.rules if isinstance(policy, SignalRules) else ()


async def rules_then(looking: Looking) -> RulesThen:
    rows = await looking.rows([looking.provider])
    return RulesThen(rows.get(looking.provider, ()))
