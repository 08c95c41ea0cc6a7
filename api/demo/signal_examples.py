"""The example of a signal: what the demo prepares is a measure, the rest is Heed's own doing.

The measure is quiet for a year and then beyond its limit, so that Heed raises one signal; its
identity follows from the measure, so that the example works as printed.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from api.demo.client import DemoClient
from api.demo.sample import Example
from api.demo.seed import PROVIDER, demo_name, request_id
from domain.identifier import shown
from domain.signal.events import RuleSetName, SignalRaised, Subject
from domain.signal.identity import signal_id
from domain.signal.vocabulary import Direction, SignallingRule, SubjectKind

QUALITY: Final = "quality_lead/q01"
KEY: Final = "EX/recordSignalAnswers"
MEASURE: Final = {
    "name": "An example of a measure, for the contract: calls missed in a month",
    "how": "Counted from the rota by the quality lead.",
    "measured_in": "calls",
    "chart": "xmr",
    "improvement": "decrease",
    "cadence": "month",
}
MISSED: Final = (10, 12, 9, 11, 10, 12, 11, 9, 10, 11, 12, 10, 30)
"""Calls missed in each month from January 2024 on."""


def periods() -> list[str]:
    return [f"{2024 + place // 12}-{place % 12 + 1:02}" for place in range(len(MISSED))]


def _signal() -> str:
    """The one that Heed raises of this measure; only what makes it that one matters."""
    raised = SignalRaised(
        subject=Subject(kind=SubjectKind.CHART, id=request_id(KEY)),
        rule_set=RuleSetName(name="making_data_count", version=1),
        rule=SignallingRule.BEYOND_LIMIT,
        direction=Direction.CONCERN,
        first_period=periods()[-1],
        position=1,
        known_at=datetime(2025, 2, 1, tzinfo=UTC),
    )
    return shown("sig", signal_id(PROVIDER, raised))


SIGNALS: Final = (
    Example("recordSignalAnswers", "", {
        "decision": "special_cause_explained",
        "explanation": "Two teams were merged in January and the rota was late for three weeks.",
    }, about=_signal(), version=1, actor=QUALITY),
)  # fmt: skip
READ_SIGNALS: Final[Mapping[str, Any]] = {"getSignal": _signal()}


async def prepare_signals(client: DemoClient) -> None:
    await client.post("/v1/measures", MEASURE, key=KEY)
    path = f"/v1/measures/{demo_name('mea', KEY)}/measurements"
    for period, missed in zip(periods(), MISSED, strict=True):
        body = {"period": period, "value": str(missed)}
        await client.post(path, body, key=f"{KEY}/{period}")
