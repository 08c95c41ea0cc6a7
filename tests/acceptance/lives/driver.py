"""Many commands at once, legal and illegal, on every operation that records something.

Which commands they are the seed decides; which of those sent together comes first, the machine.
Each answer is looked at: no defect, every problem of the catalogue, and a repeated key answered as
the first time. What was answered at each version of each resource is kept, for later.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from api.about.problems import every_problem
from tests.acceptance.lives.bodies import IDENTITY, RESOURCES, Bodies
from tests.acceptance.lives.sensible import MORE
from tests.acceptance.world import Caller, World, pretty

AT_ONCE: Final = 4
WHO: Final = (
    *("safeguarding_lead/s01", "registered_manager/m01", "trainer/t01", "trainer/t02"),
    *("nominated_individual/n01", "area_manager/a01", "support_worker/w21"),
)
BEGINS: Final = 0.12
"""How often something new is begun; the rest is said about what is there."""
PREFIX_OF: Final = {
    "incidents": "inc",
    "investigations": "inv",
    "actions": "act",
    "audits": "aud",
    "lessons": "les",
    "measures": "mea",
    "services": "svc",
    "governance-reviews": "rev",
    "themes": "thm",
    "signals": "sig",
    "people": "per",
}
ENDINGS: Final = frozenset(
    {"entered-in-error", "stops", "voidings", "retirements", "cancellations", "merges"}
)
OFTEN: Final = {
    "findings": 6,
    "evidence": 3,
    "actions": 6,
    "incidents": 4,
    "investigations": 3,
    "completions": 2,
    "verifications": 4,
    "effectiveness-reviews": 3,
    "closures": 4,
    "measurements": 3,
}
"""What everything else follows from is said more often; endings are said less."""
READING: Final = ("/v1/incidents/lookups", "/v1/people/searches", "/v1/unsealings")
AS_ANSWERED: Final = ("receipt", "changed")
"""Members of an answer that are about the command, and not about the resource."""


def of_itself(body: Any) -> dict[str, Any]:
    """What an answer says of the resource, at this version and whatever is decided elsewhere. The
    days for feedback are a policy of the provider, as it is now.
    """
    said = {name: one for name, one in body.items() if name not in AS_ANSWERED}
    if "feedback" in said:
        said["feedback"] = [{**one, "due_by": None} for one in said["feedback"]]
    return said


@dataclass(frozen=True)
class Command:
    """One request, ready to be sent."""

    path: str
    body: Any
    headers: dict[str, str]


@dataclass
class Driver:
    """`served`: what was answered, by path and version. `count`: answers by status or code."""

    world: World
    caller: Caller
    chance: Random
    bodies: Bodies
    operations: list[tuple[str, Any, Any]]
    served: dict[tuple[str, int], Any] = field(default_factory=dict)
    sent: list[tuple[Command, Any]] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    last: int = 0
    numbered: int = 0

    async def drive(self, rounds: int) -> None:
        for _ in range(rounds):
            commands = [self._command() for _ in range(AT_ONCE)]
            answers = await asyncio.gather(*(self._send(one) for one in commands))
            for command, answer in zip(commands, answers, strict=True):
                self._see(command, answer)

    async def _send(self, command: Command) -> Any:
        headers = {"Authorization": f"Bearer {self.caller.token}", **command.headers}
        return await self.world.client.post(command.path, json=command.body, headers=headers)

    def _command(self) -> Command:
        if self.sent and self.chance.random() < 0.03:
            return self.chance.choice(self.sent)[0]
        begins = self.chance.random() < BEGINS
        path, schema, examples = self.chance.choice(
            [one for one in self.operations if ("{id}" in one[0]) is not begins]
        )
        if path.rsplit("/", 1)[1] in ENDINGS and self.chance.random() < 0.8:
            return self._command()
        about = self.bodies.resource(PREFIX_OF[path.split("/")[2]]) if "{id}" in path else None
        if "{id}" in path and about is None:
            return self._command()
        body = self.bodies.made(schema, examples, about)
        if path == "/v1/incidents" and isinstance(body, dict) and "source_ref" in body:
            body["source_ref"] = f"CS-{self.chance.randint(1, 12)}"
            body["source_version"] = self.chance.randint(1, 6)
        return Command(path.replace("{id}", about or ""), body, self._headers(path, about))

    def _headers(self, path: str, about: str | None) -> dict[str, str]:
        self.numbered += 1
        headers = {"Heed-On-Behalf-Of": self.chance.choice(WHO)}
        if path != "/v1/incidents":
            headers["Idempotency-Key"] = f"key-{self.numbered}"
        if about is not None:
            version = self.bodies.known[about].get("version", 1)
            seen = self.chance.choice([*["*"] * 9, f'"{version}"', f'"{version}"', '"1"'])
            headers["If-Match"] = seen
        for name in ("Heed-On-Behalf-Of", "If-Match"):
            if self.chance.random() < 0.03:
                headers.pop(name, None)
        return headers

    def _see(self, command: Command, answer: Any) -> None:
        assert answer.status_code < 500, f"{command}\n{pretty(answer)}"
        body = answer.json()
        if answer.status_code >= 400:
            code = body["type"].removeprefix("/problems/")
            assert every_problem()[code].status == answer.status_code, pretty(answer)
            self.count[code] += 1
            return
        self.count[str(answer.status_code)] += 1
        self.accepted[command.path.rsplit("/", 1)[1]] += 1
        if "receipt" in body:
            self.last = max(self.last, int(body["receipt"]["position"].partition(".")[2]))
        self._remember(command, answer, body)

    def _remember(self, command: Command, answer: Any, body: Any) -> None:
        earlier = next((one for sent, one in self.sent if sent == command), None)
        shown = of_itself(body)
        if earlier is not None and answer.headers.get("idempotency-replayed"):
            assert shown == earlier, f"{command}\n{pretty(answer)}"
        self.sent.append((command, shown))
        identity = body.get("id", "")
        if not IDENTITY.match(identity) or not identity.startswith(RESOURCES):
            return
        path = f"/v1/{command.path.split('/')[2]}/{identity}"
        known = self.bodies.known.get(identity, {"version": 0})
        if body["version"] >= known["version"]:
            self.bodies.known[identity] = shown
        at = self.served.setdefault((path, body["version"]), {})
        differ = [name for name in at.keys() & shown.keys() if at[name] != shown[name]]
        assert not differ, f"{path} at {body['version']} is answered in two ways: {differ}"
        at |= shown


async def a_driver(world: World, seed: int) -> Driver:
    """A provider of its own, and every operation of the contract that records something."""
    contract = (await world.client.get("/openapi.json")).json()
    operations = []
    for path, methods in contract["paths"].items():
        if "post" in methods and path not in READING:
            media = methods["post"]["requestBody"]["content"]["application/json"]
            examples = [one["value"] for one in media.get("examples", {}).values()]
            sensible = [*examples[-1:], *MORE.get(path, []) * 2]
            often = OFTEN.get(path.rsplit("/", 1)[1], 1)
            operations += [(path, media["schema"], sensible)] * often
    chance = Random(seed)
    bodies = Bodies(chance, contract["components"]["schemas"])
    return Driver(world, await world.caller(), chance, bodies, operations)
