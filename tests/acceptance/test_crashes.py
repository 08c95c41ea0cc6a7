"""Whatever dies while concerns come in, none that was acknowledged is lost, and none doubles.

Eight care systems report as fast as they can and send again what was not answered, as the
documentation asks them to. Meanwhile the server's processes are killed, one at a time, at random.
"""

import contextlib
import random
import signal
import threading
import time
from os import kill

import httpx2
import psutil
import pytest

from tests.acceptance.town import Town

WRITERS = 8


class Writer(threading.Thread):
    """One care system. `kept`: the id of every report that was acknowledged, by reference."""

    def __init__(self, town, key, number):
        super().__init__()
        self.town, self.key, self.number = town, key, number
        self.kept: dict[str, str] = {}
        self.odd: list[str] = []
        self.stop = threading.Event()

    def run(self):
        headers = {"Authorization": f"Bearer {self.key}"}
        count = 0
        with httpx2.Client(base_url=self.town.url, headers=headers, timeout=10) as client:
            while not self.stop.is_set():
                count += 1
                self.report(client, f"W{self.number}-{count}")

    def report(self, client, ref):
        body = {"source_ref": ref, "kind": "near_miss", "what_happened": "An invented slip."}
        while ref not in self.kept:
            try:
                answer = client.post("/v1/incidents", json=body)
            except httpx2.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code in {200, 201}:
                self.kept[ref] = answer.json()["id"]
            elif answer.status_code != 503:
                self.odd.append(answer.text)
                return
            else:
                time.sleep(0.05)
            if self.stop.is_set() and ref not in self.kept:
                return


def a_backend(town):
    children = psutil.Process(town.postmaster()).children()
    return random.choice(
        [child.pid for child in children if "heed_writer" in " ".join(child.cmdline())]
        or [children[0].pid]
    )


def fault(town, kind):
    """Kill it, and say how long it took to be healthy again."""
    if kind == "api":
        town.kill()
        began = time.monotonic()
        town.serve()
        return time.monotonic() - began
    if kind == "postmaster":
        whole = psutil.Process(town.postmaster())
        for process in [whole, *whole.children()]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
    else:
        kill(a_backend(town), signal.SIGKILL)
    time.sleep(0.3)
    return town.healthy()


def check(town, key, writers):
    """Everything that was acknowledged is there, once, in a log without a gap."""
    headers = {"Authorization": f"Bearer {key}"}
    with httpx2.Client(base_url=town.url, headers=headers, timeout=30) as client:
        assert not [odd for writer in writers for odd in writer.odd]
        kept = {ref: one for writer in writers for ref, one in writer.kept.items()}
        refs = sorted(kept)
        for start in range(0, len(refs), 500):
            part = refs[start : start + 500]
            found = client.post("/v1/incidents/lookups", json={"source_refs": part}).json()["data"]
            assert {one["source_ref"]: one["id"] for one in found} == {r: kept[r] for r in part}
            assert all(one["version"] == 1 for one in found)
        head = int(client.get("/v1/whoami").json()["head"].partition(".")[2])
    assert len(set(kept.values())) == len(kept)
    # One event each, and the provider's first; the last few may have been kept but not answered.
    assert len(kept) + 1 <= head <= len(kept) + 1 + len(writers)
    return len(kept)


def storm(kinds, *, healthy_within):
    town = Town()
    try:
        made = town.run("provider", "create", "Invented Care", "--json")
        town.serve()
        writers = [Writer(town, made["api_key"], number) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        slowest = 0.0
        for kind in kinds:
            time.sleep(random.uniform(0.3, 1.0))
            slowest = max(slowest, fault(town, kind))
        time.sleep(0.5)
        for writer in writers:
            writer.stop.set()
        for writer in writers:
            writer.join()
        kept = check(town, made["api_key"], writers)
        assert kept > len(kinds)
        assert slowest < healthy_within
    finally:
        town.close()


def test_no_acknowledged_concern_is_lost_whatever_dies():
    kinds = ["postmaster", "backend", "api"] * 2
    random.shuffle(kinds)
    storm(kinds, healthy_within=60)  # a busy machine takes its time; the long form is strict


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_no_acknowledged_concern_is_lost_in_sixty_crashes():
    kinds = ["postmaster", "backend", "api"] * 20
    random.shuffle(kinds)
    storm(kinds, healthy_within=10)
