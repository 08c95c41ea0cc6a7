"""The demo, as somebody meets it who has only this folder: it loads, and every example works.

The examples are taken from the contract that the demo itself serves and sent as printed, each
alone; the ids in them are the same on every machine.
"""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import httpx2
import pytest

from api.demo.loading import AFTERWARDS, STORIES, entries
from api.demo.seed import demo_name
from tests.acceptance.town import HEED, a_free_port

PATIENCE_SECONDS = 120
REPORTS = {"caresys": "CS-48211", "rosterly": "RST-99172", "nourishlike": "N-7731"}
"""What each care system of the stories calls its incident."""
MEETING = {
    "themes": "/v1/views/themes?months=12",
    "duties": "/v1/views/duty-timeliness?from=2025-01-01&before=2026-01-01",
    "traces": "/v1/views/traces?from=2025-01-01&before=2026-01-01",
    "lessons": "/v1/views/lesson-reach?from=2025-01-01",
    "return": "/v1/views/contract-return?from=2025-01-01&before=2026-01-01",
}
"""The five calls of `docs/contract-meeting.md`."""
SLIPPED = "new wing opened 3 November with agency seniors who had not been trained"


class Demo:
    """`heed demo` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "HEED_DATA_DIR": str(folder / "data"),
            "PORT": str(a_free_port()),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> dict[str, str]:
        """What `.heed/demo.json` says, once it is written."""
        told = self.folder / ".heed" / "demo.json"
        told.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*HEED, "demo"], env=self.env, cwd=self.folder, stdout=log, stderr=log
            )
        end = time.monotonic() + PATIENCE_SECONDS
        while not told.exists():
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            assert time.monotonic() < end, self.log.read_text()[-3000:]
            time.sleep(0.05)
        return self.told()

    def told(self) -> dict[str, str]:
        return json.loads((self.folder / ".heed" / "demo.json").read_text())

    def end(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    demo = Demo(folder)
    demo.start()
    yield demo
    if demo.process is not None and demo.process.poll() is None:
        demo.end()


def asked(demo, path):
    told = demo.told()
    headers = {"Authorization": f"Bearer {told['api_key']}"}
    with httpx2.Client(base_url=told["base_url"], headers=headers, timeout=30) as client:
        answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def people():
    """Everybody whom the stories name, by the part of the name that no role is."""
    spoke = [
        (one["by"], one["data"].get("lead"), one["data"].get("owner"))
        for story in (*STORIES, *AFTERWARDS.values())
        for one in entries(story)
    ]
    named = {name.partition(":")[2] for names in spoke for name in names if name}
    return named - {"", "group", "rules", "northmere", "westhollow", "southcombe"}


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def as_printed(path, operation):
    """The address and the headers that the contract's own examples make."""
    headers, query = {}, {}
    for parameter in operation.get("parameters", ()):
        example = parameter.get("example")
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", example)
        elif parameter["in"] == "header" and example and parameter["name"] != "Prefer":
            headers[parameter["name"]] = example
        elif parameter["in"] == "query" and parameter["required"]:
            query[parameter["name"]] = example
    return path, headers, query


def send(client, method, path, operation, body):
    path, headers, query = as_printed(path, operation)
    return client.request(method, path, json=body, headers=headers, params=query)


def test_each_question_of_the_contract_meeting_is_answered_by_the_stories_alone(demo):
    found = {name: asked(demo, call) for name, call in MEETING.items()}

    for name, answer in found.items():
        text = json.dumps(answer)
        assert answer["position"].startswith("e")
        assert "known_at" in answer
        assert not [one for one in people() if re.search(rf"\b{one}\b", text)], name
    themes = [one for one in found["themes"]["data"] if one["decision"]["reviews"]]
    assert len(themes) == 4
    assert {action["word"] for one in themes for action in one["actions"]} >= {"holding"}
    failed = [(one["what"], one["reason"]) for theme in themes for one in theme["did_not_work"]]
    assert ("not_sustained", SLIPPED) in failed
    assert ("reopened", "agency staff not covered") in failed
    late = [one for one in found["duties"]["late"] if one["stands"] != "ruled_out"]
    assert len(late) == 3
    assert all(one["reason"] for one in found["duties"]["late"])
    traces = found["traces"]["traces"]
    assert len(traces) == 5
    for one in traces:
        assert one["noticed_at"]
        assert one["council_told_at"]
        assert one["closed_at"]
        assert one["lessons"]
        assert any(action["verdicts"] for action in one["actions"])
    groups = found["lessons"]["groups"]
    assert len(groups) == 5
    assert all(one["asked"] and one["questions"] for one in groups)
    assert all(one["n"] for one in found["return"]["kpis"] if one["kpi"] != "actions_overdue")


def test_every_example_of_the_contract_works_as_printed(demo):
    told = demo.told()
    headers = {"Authorization": f"Bearer {told['api_key']}"}
    with httpx2.Client(base_url=told["base_url"], headers=headers, timeout=30) as client:
        document = client.get("/openapi.json").json()
        sent = 0
        for method, path, operation in operations(document):
            content = operation.get("requestBody", {}).get("content", {})
            examples = content.get("application/json", {}).get("examples", {})
            assert bool(content) is bool(examples), operation["operationId"]
            bodies = [example["value"] for example in examples.values()] or [None]
            for body in bodies:
                answer = send(client, method, path, operation, body)
                sent += 1
                assert answer.status_code < 300, f"{operation['operationId']}: {answer.text}"
        assert sent >= 40
        again = {op["operationId"]: (method, path, op) for method, path, op in operations(document)}
        method, path, operation = again["unseal"]
        [example] = operation["requestBody"]["content"]["application/json"]["examples"].values()
        second = send(client, method, path, operation, example["value"])
        assert second.status_code == 200, second.text


def test_the_team_meeting_of_the_home_hears_whom_its_lesson_has_not_reached(demo):
    told = demo.told()
    [opened] = [one for one in entries(STORIES[2]) if one["type"] == "ServiceRegistered"]
    home = demo_name("svc", f"story/{opened['stream']}/{opened['n']}")
    headers = {"Authorization": f"Bearer {told['api_key']}"}
    with httpx2.Client(base_url=told["base_url"], headers=headers, timeout=30) as client:
        head = client.get("/v1/status").json()["head"]
        asked = {"service": home, "as_of": "2025-07-10T09:00:00+00:00"}
        answer = client.get(
            "/v1/agendas/team_meeting",
            params=asked,
            headers={"Heed-Min-Position": head, "Prefer": "wait=10"},
        )
        assert answer.status_code == 200, answer.text
        paper = client.get(
            "/v1/agendas/team_meeting", params=asked, headers={"Accept": "text/html"}
        )
    lessons = answer.json()["sections"][0]["entries"]
    assert [(one["lesson"]["missing"], one["lesson"]["of"]) for one in lessons] == [(13, 46)]
    assert lessons[0]["title"] == "If it is not in the plan the night shift cannot know it"
    assert "13 of 46 not reached yet" in paper.text


def test_each_story_is_told_to_its_end(demo):
    told = demo.told()
    headers = {"Authorization": f"Bearer {told['api_key']}"}
    with httpx2.Client(base_url=told["base_url"], headers=headers, timeout=30) as client:
        register = client.get("/v1/views/register").json()["data"]
        named = {one["id"]: one["source"] for one in register}
        stories = [one for one, its in named.items() if REPORTS.get(its["system"]) == its["ref"]]
        assert len(stories) == len(REPORTS)
        for incident in stories:
            closed = client.get(f"/v1/incidents/{incident}").json()
            [review] = closed["investigations"]
            findings = client.get(f"/v1/investigations/{review}").json()["findings"]
            agreed = {action for finding in findings for action in finding["actions"]}
            actions = [client.get(f"/v1/actions/{one}").json() for one in agreed]

            assert (closed["state"], len(closed["enquiry_outcomes"])) == ("closed", 1)
            assert {one["state"] for one in actions} == {"verified"}
            assert any(one["effectiveness"] for one in actions)
            assert all(one["measures"] for one in actions)


def test_a_second_start_keeps_the_data_and_ends_the_former_key(demo):
    """Even one that loads anew, as after a load that was cut short: it says the same again."""
    former = demo.told()
    assert demo.end() == 0
    (demo.folder / "data" / "demo.loaded").unlink()
    told = demo.start()

    with httpx2.Client(base_url=told["base_url"], timeout=30) as client:
        old = client.get("/v1/whoami", headers={"Authorization": f"Bearer {former['api_key']}"})
        new = {"Authorization": f"Bearer {told['api_key']}"}
        kept = client.get("/v1/incidents?source_ref=EX-reading", headers=new).json()
    assert told["provider_id"] == former["provider_id"]
    assert old.status_code == 401
    assert len(kept["data"]) == 1
