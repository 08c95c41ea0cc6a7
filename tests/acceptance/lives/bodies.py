"""Bodies of requests, made at random from the contract and from what was answered before.

A caller who knows nothing but the contract makes them: values fit their schema, identities are
those that answers have shown, taken by preference from the resource that is spoken of. About one
in eight is then broken: a member left out, of a wrong type, or unknown.
"""

import copy
import re
from collections.abc import Iterator
from random import Random
from typing import Any, Final

RESOURCES: Final = ("inc", "inv", "act", "aud", "les", "mea", "rev", "svc")
IDENTITY: Final = re.compile(r"^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$")
_PREFIX: Final = re.compile(r"^\^\(?([a-z|]{3,})\)?_\[0-7\]")
WORDS: Final = (
    *("registered_manager", "trainer", "safeguarding_lead", "nominated_individual", "team_leader"),
    *("boundaries_discussed", "signed", "northmere", "interview", "feedback", "weaker_action"),
    *("2025-11", "2025-12", "2026-01", "2025-Q4", "2025-11-03", "2026-W02"),
    *("1-000000101", "VLXYZ", "a" * 64, "image/png", "https://care.example/9", "42", "house-2"),
    *("CS-1", "CS-2", "CS-3", "t01", "s01", "n01", "m01", "w21", "A second look was taken."),
)
"""Whatever fits the pattern of a member may stand there; few, so that they meet again."""
WRONG: Final = (None, 7, -1, "", "amber", [], {}, ["a", 1], True, "2026-02-30", 10**12)
SENSIBLE: Final = 0.75
"""How often a body is like an example."""
NULLS: Final = 0.55
"""How often a member that may be null is."""


def identities(value: Any) -> Iterator[str]:
    """Every identity in what was answered."""
    if isinstance(value, str):
        if IDENTITY.match(value):
            yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from identities(one)


class Bodies:
    """`known`: the last answer of each resource, by its identity."""

    def __init__(self, chance: Random, schemas: dict[str, Any]) -> None:
        self._chance, self._schemas = chance, schemas
        self.known: dict[str, Any] = {}
        self._near: list[Any] = []
        self._about: str | None = None
        self._last: dict[str, str] = {}

    def made(self, schema: Any, examples: list[Any], about: str | None) -> Any:
        """A body for this schema, or like one of its examples, about this resource."""
        self._about = about
        self._near = [self.known[about]] if about in self.known else []
        if examples and self._chance.random() < SENSIBLE:
            body = self._like(copy.deepcopy(self._chance.choice(examples)))
        else:
            body = self._value(schema)
        return self._broken(body) if self._chance.random() < 1 / 8 else body

    def identity(self, *prefixes: str) -> str:
        """One that answers have shown: of what is spoken of, else any, else nobody's."""
        wanted = tuple(f"{prefix}_" for prefix in prefixes)
        for places in (*reversed(self._near), list(self.known.values())):
            found = [
                one for one in identities(places) if one.startswith(wanted) and one != self._about
            ]
            if found and (places is not self._near or self._chance.random() > 0.1):
                return self._spoken_of(self._chance.choice(found))
        return f"{prefixes[0]}_{'0' * 26}"

    def resource(self, prefix: str) -> str | None:
        """Any of this kind, by preference the one before or a new one: work goes on."""
        all_of_them = [one for one in self.known if one.startswith(f"{prefix}_")]
        if not all_of_them:
            return None
        if prefix not in self._last or self._chance.random() < 0.4:
            some = all_of_them[-4:] if self._chance.random() < 0.7 else all_of_them
            self._last[prefix] = self._chance.choice(some)
        return self._last[prefix]

    def _spoken_of(self, identity: str) -> str:
        if identity in self.known:
            self._near.append(self.known[identity])
        return identity

    def _like(self, example: Any) -> Any:
        """The example with identities of here, its resources before their parts."""
        if isinstance(example, str) and IDENTITY.match(example):
            return self.identity(example[:3])
        if isinstance(example, list):
            return [self._like(one) for one in example]
        if not isinstance(example, dict):
            return example
        first = [n for n, one in example.items() if str(one).startswith(RESOURCES)]
        return {n: self._like(example[n]) for n in dict.fromkeys((*first, *example))}

    def _value(self, schema: Any) -> Any:
        if "$ref" in schema:
            return self._value(self._schemas[schema["$ref"].rsplit("/", 1)[1]])
        if "anyOf" in schema:
            return self._one_of(schema["anyOf"])
        if "enum" in schema:
            return self._chance.choice(schema["enum"])
        if "const" in schema:
            return schema["const"]
        match schema.get("type"):
            case "object":
                return self._object(schema)
            case "array":
                most = min(schema.get("maxItems", 3), 3)
                many = self._chance.randint(min(schema.get("minItems", 0), most), most)
                return [self._value(schema["items"]) for _ in range(many)]
            case "boolean":
                return self._chance.random() < 0.5
            case "integer" | "number":
                least = int(schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1))
                return self._chance.randint(least, min(least + 30, int(schema.get("maximum", 99))))
            case _:
                return self._text(schema)

    def _one_of(self, among: list[Any]) -> Any:
        other = [one for one in among if one.get("type") != "null"]
        if len(other) < len(among) and self._chance.random() < NULLS:
            return None
        return self._value(self._chance.choice(other))

    def _object(self, schema: Any) -> dict[str, Any]:
        members, needed = schema.get("properties", {}), set(schema.get("required", ()))
        first = [n for n, one in members.items() if str(one.get("pattern", "")).startswith("^i")]
        said = {n: self._value(members[n]) for n in dict.fromkeys((*first, *members))}
        return {n: one for n, one in said.items() if one is not None or n in needed}

    def _text(self, schema: Any) -> str:
        pattern = schema.get("pattern", "")
        if (prefix := _PREFIX.match(pattern)) is not None:
            return self.identity(*prefix[1].split("|"))
        if "format" in schema or (schema.get("maxLength") == 40 and not pattern):
            return self._time(schema.get("format"))
        shortest, longest = schema.get("minLength", 0), schema.get("maxLength", 300)
        fitting = [w for w in WORDS if re.search(pattern, w) and shortest <= len(w) <= longest]
        return self._chance.choice(fitting) if fitting else "x" * max(shortest, 1)

    def _time(self, form: str | None) -> str:
        month, day = self._chance.randint(1, 12), self._chance.randint(1, 28)
        on = f"{self._chance.choice((2025, 2025, 2026))}-{month:02}-{day:02}"
        dated = form == "date" or (form is None and self._chance.random() < 0.5)
        return on if dated else f"{on}T{self._chance.randint(0, 23):02}:15:00+00:00"

    def _broken(self, body: Any) -> Any:
        """One thing in it is not as it should be; where there is nothing, something is added."""
        places = list(_places(body)) or [(body, "amber")]
        at, name = self._chance.choice(places)
        how = self._chance.random()
        if how < 0.3 and (not isinstance(at, dict) or name in at):
            del at[name]
        elif how < 0.8 or not isinstance(at, dict):
            at[name] = self._chance.choice(WRONG)
        else:
            at["amber"] = self._chance.choice(WRONG)
        return body


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every member and item, with what holds it."""
    held = list(value.items()) if isinstance(value, dict) else []
    held += list(enumerate(value)) if isinstance(value, list) else []
    for name, one in held:
        yield value, name
        yield from _places(one)
