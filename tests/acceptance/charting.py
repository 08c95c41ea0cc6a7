"""Measures over HTTP in the words of a test: the stories' own series, sent and charted."""

import csv
import json
from collections.abc import Iterator
from typing import Any, Final

from tests.acceptance.improving import Said, path, recorded, said
from tests.acceptance.world import Caller, pretty
from tests.unit.charts.test_scenarios import AT

EXPECTED: Final = json.loads((AT / "expected_spc.json").read_text(encoding="utf-8"))
LATER: Final = "2026-06-30T00:00:00Z"
"""When every period of the stories is over."""
YES: Final = dict.fromkeys(
    ("behaves_differently", "cause_known", "change_wanted", "expected_to_continue"), True
)
QUALITY: Final = "quality_lead/q01"
SERIES: Final[dict[str, dict[str, Any]]] = {
    "A1_confidence": {
        "measured_in": "percent", "chart": "xmr", "improvement": "increase", "target": "80",
    },
    "A2_days_between": {
        "measured_in": "days", "chart": "t_or_g", "improvement": "increase", "cadence": "event",
    },
    "B1_hours_to_escalate": {
        "measured_in": "hours", "chart": "xmr", "improvement": "decrease", "target": "24",
    },
    "B2_reports": {
        "measured_in": "per_1000_care_hours", "chart": "u", "improvement": "neutral",
    },
    "C1_audit": {
        "measured_in": "proportion", "chart": "p", "improvement": "increase", "target": "0.85",
    },
    "C2_concerns": {"measured_in": "per_1000_obd", "chart": "u", "improvement": "decrease"},
}  # fmt: skip


def rows(series: str) -> Iterator[dict[str, str]]:
    with (AT / f"{series}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def figure(row: dict[str, str]) -> Said:
    """One line of a series, as it is sent."""
    match row:
        case {"concern_date": day, "days_between": days}:
            return {"period": day, "value": int(days)}
        case {"period": period, "value": value}:
            return {"period": period, "value": value}
        case {"period": period, "passed": passed, "sample": of}:
            return {"period": period, "numerator": int(passed), "denominator": int(of)}
        case {"period": period, "count": count, "care_hours": hours}:
            activity = {"activity": hours, "activity_kind": "care_hours"}
        case {"period": period, "count": count, "occupied_bed_days": days}:
            activity = {"activity": days, "activity_kind": "occupied_bed_days"}
        case _:
            raise KeyError(str(row))
    return {"period": period, "count": int(count), **activity}


async def defined(caller: Caller, **more: Any) -> Said:
    usual = {"name": "Hours to escalate", "cadence": "month"}
    return recorded(await caller.post("/v1/measures", usual | more))


async def sent(caller: Caller, series: str, **more: Any) -> Said:
    """The measure of a story with all of its figures."""
    measure = await defined(caller, **{"name": series, **SERIES[series], **more})
    for row in rows(series):
        body = figure(row) | ({"at": row["concern_date"]} if "concern_date" in row else {})
        measure = recorded(await said(caller, measure, "measurements", body))
    return measure


async def rebased(caller: Caller, measure: Said, period: str, freeze_after: int | None) -> Said:
    body = {"from_period": period, "reason": "The new template is live.", "answers": YES}
    body |= {} if freeze_after is None else {"freeze_after": freeze_after}
    return recorded(await said(caller.acting_for(QUALITY), measure, "rebases", body))


async def chart(caller: Caller, measure: Said, position: str | None = None, **query: str) -> Said:
    """As of when all is over, unless it is said otherwise."""
    asked = "&".join(f"{name}={value}" for name, value in ({"as_of": LATER} | query).items())
    headers = {"Prefer": "wait=10"}
    headers |= {} if position is None else {"Heed_Min_Position": position}
    answer = await caller.get(f"{path(measure)}/chart?{asked}", **headers)
    assert answer.status_code == 200, pretty(answer)
    return answer.json()


async def position(caller: Caller) -> str:
    """Of the newest fact."""
    return (await caller.get("/v1/status")).headers["Heed-Position"]
