"""When there is too much at once, and when the process is told to end."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2

from tests.integration.edge.conftest import Toy, ended, started


def test_reads_are_refused_before_reports(tmp_path: Path):
    server = started(tmp_path / "log", "hasty")
    try:
        with server.client() as client, ThreadPoolExecutor(2) as waiting:
            waits = [waiting.submit(client.get, "/v1/waits") for _ in range(2)]
            while client.get("/livez").json()["waiting"] < 2:
                pass
            read = client.get("/v1/incidents")
            report = client.post("/v1/incidents", json={})
            server.process.terminate()
            answers = [one.result().json() for one in waits]
    finally:
        ended(server)

    assert (read.status_code, read.json()["type"]) == (503, "/problems/overloaded")
    assert read.headers["retry-after"] == "1"
    assert read.json()["retry_after"] == 1
    assert report.status_code == 201
    assert answers == [{"waited": True}, {"waited": True}]


def test_the_process_finishes_what_it_began_and_gives_control_back(toy: Toy, tmp_path: Path):
    server = started(tmp_path / "log")
    try:
        with server.client() as client, ThreadPoolExecutor(1) as waiting:
            wait = waiting.submit(client.post, "/v1/waits", json={})
            while not client.get("/livez").json()["waiting"]:
                pass
            server.process.terminate()
            answer: httpx2.Response = wait.result()
    finally:
        said = ended(server)

    assert answer.json() == {"waited": True}
    assert said == "closed\nended\n"
    assert server.process.returncode == 0
    assert toy.process.poll() is None
