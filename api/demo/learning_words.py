"""The stories' measures and lessons in the API's words: one function per kind of thing."""

from typing import Any, Final

Data = dict[str, Any]

YES: Final = dict.fromkeys(
    ("behaves_differently", "cause_known", "change_wanted", "expected_to_continue"), True
)
"""The stories say that all four questions were answered so."""


def measure(entry: Data, service: str) -> Data:
    data = entry["data"]
    target, note = data.get("target"), data.get("note")
    return {
        "name": data["name"],
        "measured_in": data["unit"],
        "chart": data["chart"],
        "improvement": data["improvement"],
        "cadence": data["cadence"],
        "service": service,
        "target": None if target is None else str(target),
        "how": note,
        "at": entry["occurred_at"],
    }


def measurement(entry: Data) -> Data:
    data = dict(entry["data"])
    if "exposure" in data:
        data["activity"] = data.pop("exposure")
        data["activity_kind"] = data.pop("exposure_unit")
    return data | {"at": entry["occurred_at"]}


def rebase(entry: Data) -> Data:
    return entry["data"] | {"answers": YES, "at": entry["occurred_at"]}


def acknowledged_signal(entry: Data) -> Data:
    signals = {"Below LCL": "below_lower_limit"}
    data = entry["data"]
    return data | {"signal": signals[data["signal"]], "at": entry["occurred_at"]}


def lesson(entry: Data, service: str, findings: list[dict[str, str]]) -> Data:
    """The stories name no audience: whoever gives care."""
    return {
        "title": entry["data"]["title"],
        "audience": [{"role": "care_worker"}],
        "approved_by": {"role": entry["by"].partition(":")[0]},
        "services": [service],
        "findings": findings,
        "at": entry["occurred_at"],
    }


def delivery(entry: Data) -> Data:
    return entry["data"] | {"role": "care_worker", "at": entry["occurred_at"]}


def understanding(entry: Data) -> Data:
    asked = {"role": "care_worker", "method": "question", "at": entry["occurred_at"]}
    return entry["data"] | asked
