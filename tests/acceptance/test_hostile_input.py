"""Whatever is sent to the whole Heed on real sockets is refused or ended, and never repeated.

The material is that of the edge's own tests; here it meets every operation, behind real keys, a
real database and the product's limits. The slow clients wait while everything else is asked.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import UUID

import httpx2
import psutil
import pytest

from api.operations import OPERATIONS
from domain.identifier import shown
from tests.acceptance.town import Town
from tests.integration.edge.hostile import BODIES, MIB, REQUESTS, WORD, WORST, great_body
from tests.integration.edge.slow import SLOW
from tests.integration.edge.wire import Heard, Wire, post

SLOWEST = (
    "half a request line",
    "trickled headers",
    "headers and no body",
    "a trickled body",
    "a trickled body in chunks",
)
MINIMAL = {"source_ref": "CS-1", "what_happened": "An invented slip."}
SOMEBODY = "registered_manager/m1"
NOWHERE = UUID("0198c0de-0000-7000-8000-000000000001")
PREFIXES = {"investigations": "inv", "actions": "act", "audits": "aud", "services": "svc"}
HANDLING = ("strict", "lenient")
GROWS = 20_000_000


@dataclass
class Besieged:
    """A running Heed with an admin key, and the slow clients that wait for it."""

    town: Town
    pid: int
    key: str
    incident: str = ""
    slow: dict[str, "Future[Heard]"] = field(default_factory=dict)

    def ask(self, sent: bytes) -> Heard:
        return Wire(self.town.port).ask(self.signed(sent))

    def signed(self, sent: bytes) -> bytes:
        return sent.replace(b"Bearer good", f"Bearer {self.key}".encode())

    def client(self, **more: str) -> httpx2.Client:
        headers = {
            "Authorization": f"Bearer {self.key}",
            "If-Match": "*",
            "Heed-On-Behalf-Of": SOMEBODY,
        }
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        return httpx2.Client(base_url=self.town.url, headers=headers, timeout=30)

    @property
    def memory(self) -> int:
        return psutil.Process(self.pid).memory_info().rss

    def log(self) -> str:
        return (self.town.folder / "log").read_text()

    def where(self, path: str) -> str:
        """With the incident that is there, or an identity of the right form that is nowhere."""
        collection = path.removeprefix("/v1/").split("/")[0]
        if collection == "incidents":
            return path.replace("{id}", self.incident)
        return path.replace("{id}", shown(PREFIXES.get(collection, "inc"), NOWHERE))


@pytest.fixture(scope="module")
def heed():
    town = Town()
    with ThreadPoolExecutor(len(SLOWEST)) as waiting:
        made = town.run("provider", "create", "Invented Care", "--json")
        heed = Besieged(town, town.serve(), made["api_key"])
        with heed.client() as client:
            heed.incident = client.post("/v1/incidents", json=MINIMAL).json()["id"]
        wire = Wire(town.port)
        for shape in SLOWEST:
            first, then = SLOW[shape]
            heed.slow[shape] = waiting.submit(
                wire.say, heed.signed(first), then, pause=0.5, patience=60
            )
        yield heed
        town.close()


def unrepeated(status: int, data: bytes) -> None:
    assert 400 <= status < 500, data
    assert WORD.lower().encode() not in data.lower()


@pytest.mark.parametrize("body", BODIES)
def test_json_with_no_certain_meaning_is_refused_in_either_handling(heed, body):
    sent, code = BODIES[body]

    for handling in HANDLING:
        prefer = f"\r\nPrefer: handling={handling}\r\nContent-Type".encode()
        heard = heed.ask(post(sent).replace(b"\r\nContent-Type", prefer, 1))
        assert heard.status == 400
        assert heard.problem["type"] == f"/problems/{code}"
        unrepeated(heard.status, heard.data)


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_hostile_request_is_answered_with_a_problem(heed, request_):
    sent, status = REQUESTS[request_]

    heard = heed.ask(sent)

    assert heard.status == status
    unrepeated(heard.status, heard.data)


SERVER_OWNED = ("id", "provider_id", "recorded_at", "version", "position", "receipt", "issues")


@pytest.mark.parametrize("member", SERVER_OWNED)
def test_what_only_heed_may_say_is_refused_in_either_handling(heed, member):
    for handling in HANDLING:
        with heed.client(Prefer=f"handling={handling}") as client:
            answer = client.post("/v1/incidents", json=MINIMAL | {member: WORD})

        assert answer.status_code == 422
        unrepeated(answer.status_code, answer.content)


WRONG = {
    "an unknown member": {WORD: WORD},
    "an unknown member inside": {"harm": {WORD: WORD}},
    "an unknown code": {"kind": WORD},
    "a naive time": {"first_noticed": {"at": "2026-03-02T09:00:00"}},
    "no time": {"first_noticed": {"at": WORD}},
    "another type": {"people": {WORD: [WORD]}},
    "too long": {"unit_ref": WORD * 100},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_strict_report_is_refused_and_a_lenient_one_kept_and_neither_repeated(heed, wrong):
    body = MINIMAL | {"source_ref": f"CS-wrong-{[*WRONG].index(wrong)}"} | WRONG[wrong]

    with heed.client() as client:
        strict = client.post("/v1/incidents", json=body)
        lenient = client.post("/v1/incidents", json=body, headers={"Prefer": "handling=lenient"})

    assert strict.status_code == 422
    unrepeated(strict.status_code, strict.content)
    assert lenient.status_code == 201, lenient.text
    assert WORD not in lenient.text


def test_no_operation_answers_a_mistyped_question(heed):
    with heed.client() as client:
        for operation in OPERATIONS:
            if operation.method != "GET" or not operation.path.startswith("/v1/"):
                continue
            for query in (f"{WORD}={WORD}", "limit=1&limit=2", f"cursor={WORD}", "limit=%00"):
                answer = client.get(f"{heed.where(operation.path)}?{query}")
                unrepeated(answer.status_code, answer.content)


def test_no_operation_repeats_what_it_cannot_read(heed):
    with heed.client() as client:
        for operation in OPERATIONS:
            if operation.method != "POST":
                continue
            members = operation.takes.model_fields if operation.takes else {}
            for name in (WORD, *(set(members) - {"extra"})):
                answer = client.post(
                    heed.where(operation.path),
                    json={name: {WORD: [WORD]}},
                    headers={"Idempotency-Key": f"{operation.id}-{name}"},
                )
                unrepeated(answer.status_code, answer.content)


@pytest.mark.parametrize("length", [{"content-length": "200000000"}, {}], ids=["said", "chunked"])
def test_a_body_of_200_megabytes_is_refused_and_not_kept(heed, length):
    before = heed.memory

    with heed.client() as client:
        said = {"content-type": "application/json", **length}
        answer = client.post("/v1/incidents", content=great_body(), headers=said)

    assert answer.status_code == 413
    unrepeated(answer.status_code, answer.content)
    assert heed.memory - before < GROWS


def test_all_of_it_together_leaves_heed_as_it_was(heed):
    before = heed.memory

    for sent in (*(sent for sent, _ in BODIES.values()), *WORST):
        assert heed.ask(post(sent[:MIB])).status == 400

    with heed.client() as client:
        answer = client.post("/v1/incidents", json=MINIMAL | {"source_ref": "CS-after"})
    assert answer.status_code == 201, answer.text
    assert heed.memory - before < GROWS
    assert WORD.lower() not in heed.log().lower()


@pytest.mark.parametrize("shape", SLOWEST)
def test_a_slow_client_is_told_so_in_time(heed, shape):
    heard = heed.slow[shape].result()

    assert heard.closed
    assert heard.status == 408
    unrepeated(heard.status, heard.data)
