"""Cases of independent reference programs, read from the folder that HEED_SPC_CASES names.

The data belong to others and are no part of Heed; without the folder nothing is compared, and the
run says so at its end.
"""

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from projections.charts.observation import Counted

VARIABLE = "HEED_SPC_CASES"
Row = dict[str, str]
compared: list[str] = []
"""Names of the cases that were, for the end of the run."""


def folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def rows(name: str) -> list[Row]:
    """Of one file in the folder; none without the folder."""
    at = folder()
    if at is None:
        return []
    with (at / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Case:
    name: str
    chart: str
    options: dict[str, Any]
    summary: dict[str, Any]

    @property
    def expected(self) -> list[Row]:
        compared.append(self.name)
        return rows(f"{self.name}.expected.csv")

    @property
    def segments(self) -> Iterator[list[Row]]:
        """What shares one set of limits, in the order of the file."""
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in self.expected:
            key = (row["facet1"], row["facet2"], row["part"])
            found.setdefault(key, []).append(row)
        yield from found.values()

    def base(self, segment: list[Row]) -> list[Row]:
        """Those of its rows that make the limits."""
        first = self.options.get("freeze") or len(segment)
        return [row for at, row in enumerate(segment[:first], 1) if at not in self.left_out]

    @property
    def left_out(self) -> set[int]:
        found = self.options.get("exclude") or []
        return {found} if isinstance(found, int) else set(found)

    @property
    def per(self) -> float:
        return self.options.get("multiply") or 1

    @property
    def screened(self) -> bool:
        return self.options.get("screened_mr", True)


def cases(*charts: str) -> list[Case]:
    """Of charts whose description begins like this; none without the folder."""
    at = folder()
    if at is None:
        return []
    manifest = json.loads((at / "manifest.json").read_text(encoding="utf-8"))
    return [
        Case(name, one["chart"], dict(one["options"] or {}), one.get("expected_summary") or {})
        for name, one in manifest.items()
        if one["chart"].split()[0] in charts
    ]


def number(text: str) -> float | None:
    return None if text in {"", "NA"} else float(text)


def counted(row: Row) -> Counted:
    return Counted(float(row["y_sum"]), float(row["n"]))


def near(found: float | None, text: str) -> bool:
    """To 1e-8 of the reference, and to that of one around nought."""
    wanted = number(text)
    if found is None or wanted is None:
        return found is wanted
    return abs(found - wanted) <= 1e-8 * max(1.0, abs(wanted))
