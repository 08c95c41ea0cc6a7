"""No name and no word of anybody in clear: not on disk, not in a log, not in an answer.

Two hundred incidents with random words in every personal field, thirty of them refused; then every
byte that Heed and PostgreSQL have written is searched for those words. A word that is stored in
clear on purpose is found, so that the search is known to work.
"""

import asyncio
import json
import re
import secrets
import subprocess
from pathlib import Path

import asyncpg

from adapters.postgres.embedded.binaries import binaries
from tests.acceptance.world import pretty

KINDS = 200
REFUSED = 30


class Canaries:
    """Random words, each of them remembered."""

    def __init__(self):
        self.words: list[str] = []

    def __call__(self, about: str) -> str:
        word = f"zq{secrets.token_hex(9)}"
        self.words.append(word)
        return f"{about} {word}"

    def ref(self) -> str:
        word = f"zq{secrets.token_hex(9)}"
        self.words.append(word)
        return word


def a_report(number, canary):
    """Every member that may hold a word or a name, holds a canary."""
    return {
        "source_ref": f"R-{number}",
        "kind": "safeguarding_concern",
        "source": {"url": f"https://care.example/{canary.ref()}"},
        "raised_by": {"staff_ref": canary.ref(), "name": canary("Raiser"), "role": "carer"},
        "people": [
            {
                "ref": canary.ref(),
                "is": ["adult_at_risk"],
                "identity": {"name": canary("Adult"), "address": canary("Street")},
            },
            {"ref": canary.ref(), "is": ["witness"], "staff": {"role": "carer"}},
        ],
        "what_happened": canary("It was seen that"),
        "immediate_actions": {"safe_now": "yes", "text": canary("Then")},
        "wishes": {"asked": "asked_and_expressed", "text": canary("Wants")},
        "attachments": [{"kind": "photo", "url": f"https://care.example/{canary.ref()}"}],
        "restricted": {"exclude": [canary.ref()], "reason": "other"},
        "extra": {"note": canary("Extra"), "more": {"deep": [canary("Deep")]}},
    }


def spoiled(report, canary):
    """A report that is refused, with canaries where a clumsy answer would repeat them."""
    return report | {canary.ref(): canary("unknown"), "kind": canary.ref(), "occurred": canary("x")}


SHAPE = re.compile(rb"zq[0-9a-f]{18}")


def found_in(content: bytes, words: set[bytes]) -> set[bytes]:
    return words.intersection(SHAPE.findall(content))


def found_below(folder: Path, words: set[bytes]) -> set[bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return set().union(*(found_in(path.read_bytes(), words) for path in files))


async def test_no_word_of_anybody_lies_in_clear_anywhere(world, lead, server, urls):
    canary = Canaries()
    reports = [a_report(number, canary) for number in range(KINDS)]
    said: list[str] = []

    async def send(number, report):
        refused = number < REFUSED
        actor = {"Heed_On_Behalf_Of": f"carer/{canary.ref()}"}
        body = spoiled(report, canary) if refused else report
        answer = await lead.report(body, **actor)
        assert answer.status_code == (422 if refused else 201), pretty(answer)
        said.append(answer.text + json.dumps(dict(answer.headers)))
        if not refused:
            path = f"/v1/incidents/{answer.json()['id']}/immediate-actions"
            more = await lead.post(path, {"text": canary("Later"), "safe_now": "yes"}, **actor)
            read = await lead.get(f"/v1/incidents/{answer.json()['id']}")
            said.extend((more.text, read.text))

    for start in range(0, KINDS, 40):
        batch = range(start, start + 40)
        await asyncio.gather(*(send(number, reports[number]) for number in batch))
    control = f"zq{secrets.token_hex(9)}"
    owner = await asyncpg.connect(urls.owner)
    await owner.execute("CREATE TABLE public.in_clear (word text)")
    await owner.execute("INSERT INTO public.in_clear VALUES ($1)", control)
    await owner.execute("CHECKPOINT")
    await owner.close()

    words = {word.encode() for word in canary.words}
    in_clear = {control.encode()}
    dump = subprocess.run(
        [binaries(18).tool("pg_dump"), urls.owner], capture_output=True, check=True
    ).stdout
    assert len(words) > 2_000
    assert found_in(dump, in_clear) == in_clear
    assert found_below(server.place(), in_clear) == in_clear
    assert found_in(dump, words) == set()
    assert found_below(server.place(), words) == set()
    assert found_in(world.log.getvalue().encode(), words) == set()
    assert found_in("\n".join(said).encode(), words) == set()
