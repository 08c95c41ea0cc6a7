"""The ways in which one value of a report can be wrong, and the code each is named by."""

import copy
import random
import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from reprlib import repr as brief
from typing import Any


@dataclass(frozen=True)
class Break:
    """`value` in place of a right one. `how` completes "the member ..."."""

    how: str
    value: Any
    code: str


Breaks = Callable[[Any, random.Random], Iterator[Break]]
"""From the right value to all the ways it can be wrong."""

NOT_TEXT = (7, -1.5, True, [], ["text"], {}, {"text": "text"})
NAMES = ("riskRating", "Incident Type", "a/b", "~", "x~1y", "ref ", "form_7", "Überschrift", "0")


def word(chance: random.Random, length: int) -> str:
    few = "".join(chance.choices(string.ascii_lowercase, k=min(length, 40)))
    return (few * (length // 40 + 1))[:length]


def fresh_name(chance: random.Random, members: dict[str, Any]) -> str:
    """Of a member that no schema knows and that is not there yet."""
    name = chance.choice([*NAMES, f"x_{word(chance, 8)}"])
    return name if name not in members else f"{name}_{word(chance, 8)}"


def _wrong_type(values: Iterable[Any]) -> Iterator[Break]:
    for value in values:
        yield Break(f"is {brief(value)}", value, "wrong_type")


def part(right: Any, chance: random.Random) -> Iterator[Break]:
    yield from _wrong_type(["text", 7, True, [], [right]])


def coded(right: Any, chance: random.Random) -> Iterator[Break]:
    for value in (str(right).upper(), f"{right} ", word(chance, 12), "", *NOT_TEXT):
        yield Break(f"is {brief(value)}", value, "unknown_code")


def truth(right: Any, chance: random.Random) -> Iterator[Break]:
    yield from _wrong_type(["true", "yes", "", 0, 1, [], {}])


def number(right: Any, chance: random.Random) -> Iterator[Break]:
    yield from _wrong_type(["1", "one", 1.5, True, [1], {}])
    for value in (0, -1, 2**31, chance.randrange(2**31, 2**60)):
        yield Break(f"is {value}", value, "out_of_range")


def when(right: Any, chance: random.Random) -> Iterator[Break]:
    yield from _wrong_type(
        [1_741_714_800, 1_741_714_800_000, 1.5, True, [], [right], {"at": right}]
    )
    nth, hour = chance.randrange(10, 28), chance.randrange(10, 24)
    yield Break("names no offset", f"2025-03-{nth}T{hour}:40:00", "wrong_form")
    for value in (
        "",
        "yesterday",
        "1741714800",
        f"{nth}/03/2025",
        f"2025-3-{nth}",
        "2025-02-30",
        f"2025-03-{nth} {hour}:40:00+00:00",
        f"2025-03-{nth}T25:00:00Z",
        f"2025-03-{nth}T{hour}:40:00+25:00",
        f"2025-W11-{nth % 7 + 1}",
        "1066-10-14",
        f" 2025-03-{nth}",
    ):
        yield Break(f"is {brief(value)}", value, "wrong_form")


def day(right: Any, chance: random.Random) -> Iterator[Break]:
    yield from _wrong_type([547_344_000, 1.5, True, [], {}])
    for value in ("", "02/05/1987", "1987-5-2", "1987-02-30", "1987-05-02T09:00:00Z", "547344000"):
        yield Break(f"is {brief(value)}", value, "wrong_form")


def written(*, longest: int, shortest: int = 1, malformed: tuple[str, ...] = ()) -> Breaks:
    """Text of so many characters; `malformed` are of a length that it may have."""

    def breaks(right: Any, chance: random.Random) -> Iterator[Break]:
        yield from _wrong_type(NOT_TEXT)
        for length in (longest + 1, longest + chance.randrange(2, 500)):
            yield Break(f"has {length} characters", word(chance, length), "too_long")
        yield Break("is too short", word(chance, shortest - 1), "too_short")
        for value in malformed:
            yield Break(f"is {brief(value)}", value, "wrong_form")

    return breaks


def listed(most: int) -> Breaks:
    """A list of so many, each of them right."""

    def breaks(right: Any, chance: random.Random) -> Iterator[Break]:
        yield from _wrong_type(["text", 7, True, {}, {"0": right}])
        if isinstance(right, list) and right:
            many = [copy.deepcopy(right[0]) for _ in range(most + 1)]
            yield Break(f"has {most + 1} items", many, "too_long")

    return breaks


def mapped(most: int) -> Breaks:
    """A map of so many members, whatever they are called."""

    def breaks(right: Any, chance: random.Random) -> Iterator[Break]:
        yield from _wrong_type(["text", 7, True, [], [right]])
        many = {f"field_{nth}": nth for nth in range(most + 1)}
        yield Break(f"has {most + 1} members", many, "too_long")

    return breaks
