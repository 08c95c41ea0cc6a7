"""A report with exactly one thing wrong, and what has to be said about it.

`mutations(report, seed)` never ends: it goes through every member of the report and every way to
break it, in an order that the seed decides, and then again in another. The same seed gives the
same reports. Nothing is broken that a report is refused for (its reference, not being JSON).

What is expected is written down here, member by member, and not read from the models under test.
"""

import copy
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.breakage import (
    Break,
    Breaks,
    coded,
    day,
    fresh_name,
    listed,
    mapped,
    number,
    part,
    truth,
    when,
    written,
)

CODE = written(longest=64, malformed=("two words", "über", "-begins-with-a-dash"))
ROLE = written(shortest=2, longest=40, malformed=("Registered Manager", "9th_floor", "on-call"))
REF = written(longest=200, malformed=("two\nlines", "a\ttab", "\x7f"))
WORDS = written(longest=20_000)
URL = written(shortest=8, longest=2_000, malformed=("ftp://care.example/9", "https://a b.example"))

KINDS: Mapping[str, Breaks] = {
    "kind": coded,
    "source_version": number,
    "source": part,
    "source/recorded_at": when,
    "source/url": URL,
    "service": part,
    "service/cqc_location_id": CODE,
    "unit_ref": REF,
    "occurred": part,
    "occurred/from": when,
    "occurred/to": when,
    "occurred/precision": coded,
    "first_noticed": part,
    "first_noticed/at": when,
    "first_noticed/by": coded,
    "organisation_aware": part,
    "organisation_aware/at": when,
    "organisation_aware/role": ROLE,
    "raised_by": part,
    "raised_by/staff_ref": REF,
    "raised_by/role": ROLE,
    "raised_by/anonymous": truth,
    "raised_by/speaking_up": truth,
    "people": listed(50),
    "people/*": part,
    "people/*/ref": REF,
    "people/*/is": listed(5),
    "people/*/is/*": coded,
    "people/*/placed_by": listed(10),
    "people/*/placed_by/*": CODE,
    "people/*/staff": part,
    "people/*/staff/role": ROLE,
    "people/*/staff/engaged_as": coded,
    "people/*/identity": part,
    "people/*/identity/name": written(longest=300, malformed=("two\nlines",)),
    "people/*/identity/nhs_number": written(shortest=10, longest=14),
    "people/*/identity/date_of_birth": day,
    "risks": listed(20),
    "risks/*": part,
    "risks/*/type": coded,
    "risks/*/source": coded,
    "risks/*/location": coded,
    "harm": part,
    "harm/physical": coded,
    "harm/psychological": coded,
    "harm/association": coded,
    "what_happened": WORDS,
    "immediate_actions": part,
    "immediate_actions/safe_now": coded,
    "immediate_actions/text": WORDS,
    "immediate_actions/done": listed(50),
    "immediate_actions/done/*": part,
    "immediate_actions/done/*/kind": coded,
    "immediate_actions/done/*/at": when,
    "wishes": part,
    "wishes/asked": coded,
    "wishes/asked_of": coded,
    "wishes/lacked_capacity": coded,
    "wishes/text": WORDS,
    "reported_to": listed(20),
    "reported_to/*": part,
    "reported_to/*/body": coded,
    "reported_to/*/commissioner_ref": CODE,
    "reported_to/*/at": when,
    "reported_to/*/channel": coded,
    "suggested_factors": listed(10),
    "suggested_factors/*": coded,
    "circumstances": part,
    "circumstances/shift": coded,
    "circumstances/agency_on_duty": truth,
    "circumstances/lone_working": truth,
    "restricted": part,
    "restricted/exclude": listed(50),
    "restricted/exclude/*": REF,
    "restricted/reason": coded,
    "attachments": listed(20),
    "attachments/*": part,
    "attachments/*/kind": coded,
    "attachments/*/url": URL,
    "attachments/*/media_type": written(shortest=3, longest=100, malformed=("image", "IMAGE/PNG")),
    "attachments/*/sha256": written(shortest=64, longest=64, malformed=("g" * 64, "A" * 64)),
    "extra": mapped(200),
}
"""By the place of a member: `*` is any place in a list."""

NEEDED = frozenset({"first_noticed/at", "organisation_aware/at", "people/*/ref"}) | {
    "immediate_actions/done/*/kind"
}
"""Without it the rest of its part says nothing."""

Place = tuple[int | str, ...]


@dataclass(frozen=True)
class Mutation:
    """`name` says what is wrong in `body`; `pointer` and `code` how it is to be named."""

    name: str
    body: dict[str, Any]
    pointer: str
    code: str


def places(value: Any, at: Place = ()) -> Iterator[Place]:
    """Every place in a body, containers before what is in them."""
    yield at
    if isinstance(value, dict):
        for name, member in value.items():
            yield from places(member, (*at, name))
    elif isinstance(value, list):
        for nth, item in enumerate(value):
            yield from places(item, (*at, nth))


def pattern(at: Place) -> str:
    return "/".join("*" if isinstance(step, int) else step for step in at)


def pointer(at: Place) -> str:
    """For names of the schema, which need no escapes."""
    return "".join(f"/{step}" for step in at)


def found(body: Any, at: Place) -> Any:
    for step in at:
        body = body[step]
    return body


def _broken(report: dict[str, Any], at: Place, one: Break) -> Mutation:
    body = copy.deepcopy(report)
    found(body, at[:-1])[at[-1]] = one.value
    return Mutation(f"{pointer(at)} {one.how}", body, pointer(at), one.code)


def _added(report: dict[str, Any], at: Place, chance: random.Random) -> Mutation:
    body = copy.deepcopy(report)
    name = fresh_name(chance, found(body, at))
    found(body, at)[name] = chance.choice([None, 7, "amber", ["a", 1], {"kind": "photo"}])
    return Mutation(f"{pointer(at)} has the member {name!r}", body, pointer(at), "unknown_member")


def _left_out(report: dict[str, Any], at: Place) -> Mutation:
    body = copy.deepcopy(report)
    del found(body, at[:-1])[at[-1]]
    return Mutation(f"{pointer(at)} is not there", body, pointer(at), "missing_member")


def _each_once(report: dict[str, Any], chance: random.Random) -> Iterator[Callable[[], Mutation]]:
    """Made when they are wanted: a copy of the report for each is not cheap."""
    for at in places(report):
        kind = part if at == () else KINDS.get(pattern(at))
        value = found(report, at)
        if kind is None:
            continue
        if kind is part and isinstance(value, dict):
            yield partial(_added, report, at, chance)
        if at != ():
            yield from (partial(_broken, report, at, one) for one in kind(value, chance))
        if pattern(at) in NEEDED:
            yield partial(_left_out, report, at)


def mutations(report: dict[str, Any], seed: int) -> Iterator[Mutation]:
    """Without end: every member broken in every way once, then all of them anew."""
    chance = random.Random(seed)
    while True:
        once = list(_each_once(report, chance))
        chance.shuffle(once)
        yield from (make() for make in once)
