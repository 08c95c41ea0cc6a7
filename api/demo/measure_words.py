"""The stories' measures in the API's words: one function per kind of thing."""

from typing import Any, Final

Data = dict[str, Any]

YES: Final = dict.fromkeys(
    ("behaves_differently", "cause_known", "change_wanted", "expected_to_continue"), True
)
"""The stories say that all four questions were answered so."""
SIGNALS: Final = {"Below LCL": "below_lower_limit"}


def measure(entry: Data, service: str) -> Data:
    data = entry["data"]
    target = data.get("target")
    return {
        "name": data["name"],
        "measured_in": data["unit"],
        "chart": data["chart"],
        "improvement": data["improvement"],
        "cadence": data["cadence"],
        "service": service,
        "target": None if target is None else str(target),
        "how": data.get("note"),
        "at": entry["occurred_at"],
    }


def measurement(entry: Data) -> Data:
    """A value, a numerator with its denominator, or a count with its activity."""
    data = {"at": entry["occurred_at"], **entry["data"]}
    if "exposure" in data:
        data["activity"] = data.pop("exposure")
        data["activity_kind"] = data.pop("exposure_unit")
    return data


def rebase(entry: Data) -> Data:
    return {"answers": YES, "at": entry["occurred_at"], **entry["data"]}


def acknowledged_signal(entry: Data) -> Data:
    signal = SIGNALS[entry["data"]["signal"]]
    return {"at": entry["occurred_at"], **entry["data"], "signal": signal}
