"""The steps that a page of the documentation shows, and whether Heed does as the page says.

A step is a fence of `http` with a request, and mostly a second one with the part of the answer that
matters. What stands in braces in an answer is kept under that name, or compared with what was kept
before; in a request it is filled in. `…` in an answer stands for whatever is there.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

DOCS = Path(__file__).parents[2] / "docs"
FENCE = re.compile(r"^```http\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"\{([a-z][a-z0-9_]*)\}")
ANSWER = re.compile(r"HTTP/1\.1 (\d{3})(?: [A-Za-z ]+)?")
ANYTHING = "…"


class Message(NamedTuple):
    """A request or an answer, as it stands on the page. `first`: its first line."""

    line: int
    first: str
    headers: Mapping[str, str]
    body: str


class Step(NamedTuple):
    request: Message
    answer: Message | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an answer is not as the page shows it."""

    pointer: str
    shown: Any
    answered: Any


def messages(page: str) -> Iterator[Message]:
    for fence in FENCE.finditer(page):
        head, _, body = fence[1].partition("\n\n")
        first, *headers = head.strip().splitlines()
        line = page.count("\n", 0, fence.start(1)) + 1
        yield Message(line, first, dict(one.split(": ", 1) for one in headers), body.strip())


def steps(page: str) -> list[Step]:
    """In the order of the page."""
    found: list[Step] = []
    for message in messages(page):
        if ANSWER.fullmatch(message.first) is None:
            found.append(Step(message, None))
        else:
            asked = found.pop()
            assert asked.answer is None, f"line {message.line}: an answer to no request"
            found.append(Step(asked.request, message))
    return found


def status(answer: Message | None) -> int | None:
    found = None if answer is None else ANSWER.fullmatch(answer.first)
    return None if found is None else int(found[1])


def filled(text: str, kept: Mapping[str, str]) -> str:
    """Raises KeyError for a name that no answer gave before."""
    return NAMED.sub(lambda name: kept[name[1]], text)


def differences(
    shown: Any, answered: Any, kept: dict[str, str], pointer: str = ""
) -> Iterator[Difference]:
    """`kept` grows by what is named here for the first time."""
    if isinstance(shown, dict) and isinstance(answered, dict):
        for name, value in shown.items():
            there = answered.get(name, "(not there)")
            yield from differences(value, there, kept, f"{pointer}/{name}")
    elif isinstance(shown, list) and isinstance(answered, list):
        yield from _elements(shown, answered, kept, pointer)
    elif isinstance(shown, str) and isinstance(answered, str):
        if not _says(shown, answered, kept):
            yield Difference(pointer, shown, answered)
    elif shown != answered or type(shown) is not type(answered):
        yield Difference(pointer, shown, answered)


def _elements(
    shown: list[Any], answered: list[Any], kept: dict[str, str], pointer: str
) -> Iterator[Difference]:
    """All of them in their order; where `…` comes last or first, others follow or went before."""
    named = [one for one in shown if one != ANYTHING]
    fits = len(named) == len(answered) if named == shown else len(named) < len(answered)
    if not fits:
        yield Difference(pointer, shown, answered)
        return
    start = len(answered) - len(named) if shown[:1] == [ANYTHING] else 0
    for place, value in enumerate(named, start):
        yield from differences(value, answered[place], kept, f"{pointer}/{place}")


def _says(shown: str, answered: str, kept: dict[str, str]) -> bool:
    name = NAMED.fullmatch(shown)
    if name is not None:
        return kept.setdefault(name[1], answered) == answered
    pattern = re.sub(r"([][?*])", r"[\1]", filled(shown, kept)).replace(ANYTHING, "*")
    return fnmatchcase(answered, pattern)


def answer_differences(
    answer: Message, headers: Mapping[str, str], text: str, kept: dict[str, str]
) -> list[Difference]:
    """Of the headers and of the body; of a body that is not JSON, the lines that are not in it."""
    found: list[Difference] = []
    for name, value in answer.headers.items():
        found += differences(value, headers.get(name, "(not there)"), kept, name)
    if answer.body.startswith(("{", "[")):
        return found + list(differences(json.loads(answer.body), json.loads(text), kept))
    lines = [line.strip() for line in answer.body.splitlines()]
    return found + [Difference("", line, text) for line in lines if line not in text]
