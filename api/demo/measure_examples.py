"""The examples of measures, and what the demo prepares for them: a measure for each."""

from collections.abc import Mapping
from typing import Any, Final

from api.demo.client import DemoClient
from api.demo.sample import Example
from api.demo.seed import demo_name

AT: Final = "2019-02-03T10:15:00+00:00"
QUALITY: Final = "quality_lead/q01"
MEASURE: Final = {
    "name": "An example of a measure, for the contract: care plans that are specific and current",
    "how": "Twenty plans drawn at random each month, by the quality lead.",
    "measured_in": "proportion",
    "chart": "p",
    "improvement": "increase",
    "target": "0.85",
    "cadence": "month",
    "factor": "care_planning",
}
FIRST: Final = {"period": "2018-11", "numerator": 11, "denominator": 20}
LEFT_OUT: Final = {"period": "2018-11", "reason": "Only the plans of one wing were looked at."}
REDEFINED: Final = {name: MEASURE[name] for name in MEASURE if name != "factor"}


def subject(operation: str) -> str:
    """The measure that was made for this example."""
    return demo_name("mea", f"EX/{operation}")


def _of(operation: str, body: Mapping[str, Any], **more: Any) -> Example:
    return Example(operation, "", body, about=subject(operation), **more)


def _judged(operation: str, body: Mapping[str, Any]) -> Example:
    """On the definition and one measurement."""
    return _of(operation, body, version=2, actor=QUALITY)


MEASURES: Final = (
    _judged("recordMeasureDefinitions", {
        **REDEFINED, "target": "0.9", "reason": "The target was reached for a year.", "at": AT,
    }),
    _of("recordMeasureMeasurements", {
        "period": "2018-12", "numerator": 17, "denominator": 20, "at": AT,
    }),
    _of("recordMeasureMeasurementCorrections", {
        "period": "2018-11", "numerator": 12, "denominator": 20,
        "reason": "One plan was counted in the wrong month.",
    }, version=2),
    _judged("recordMeasureBaselines", {"from_period": "2018-11", "to_period": "2019-04"}),
    _judged("recordMeasureRebases", {
        "from_period": "2019-01", "reason": "The new template is live.", "freeze_after": 5,
        "answers": {
            "behaves_differently": True, "cause_known": True,
            "change_wanted": True, "expected_to_continue": True,
        },
    }),
    _judged("recordMeasureSignalAcknowledgements", {
        "period": "2018-11", "signal": "below_lower_limit",
        "explanation": "A new wing opened with agency seniors who had not been trained.",
    }),
    _judged("recordMeasurePeriodsLeftOut", LEFT_OUT),
    _of("recordMeasurePeriodsTakenBack", {
        "period": "2018-11", "reason": "The plans of the whole house were looked at after all.",
    }, version=3, actor=QUALITY),
    _judged("recordMeasureRetirements", {"reason": "Another measure took its place."}),
)  # fmt: skip
BEGUN_MEASURES: Final[Mapping[str, Any]] = {
    "beginMeasure": {
        "kind": "derived",
        "name": "Days between incidents",
        "measured_in": "days",
        "chart": "t_or_g",
        "improvement": "increase",
        "cadence": "event",
        "question": {"name": "days_between_incidents", "version": 1},
    },
}
READ_MEASURES: Final[Mapping[str, str]] = {
    "getMeasure": subject("recordMeasureMeasurements"),
    "getMeasureChart": subject("recordMeasureMeasurements"),
    "drawMeasureChartSvg": subject("recordMeasureMeasurements"),
    "drawMeasureChartPng": subject("recordMeasureMeasurements"),
}


async def prepare_measures(client: DemoClient) -> None:
    """A measure with one measurement for each example that changes one."""
    for example in MEASURES:
        key = f"EX/{example.operation}"
        await client.post("/v1/measures", MEASURE, key=key)
        path = f"/v1/measures/{subject(example.operation)}/measurements"
        await client.post(path, FIRST, key=f"{key}/first")
    taken_back = subject("recordMeasurePeriodsTakenBack")
    path = f"/v1/measures/{taken_back}/periods-left-out"
    await client.post(path, LEFT_OUT, key="EX/left-out", actor=QUALITY, version=2)
