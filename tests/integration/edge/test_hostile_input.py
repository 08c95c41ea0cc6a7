"""Whatever is sent, the answer is a problem that repeats nothing of it, and the server lives on."""

import httpx2
import pytest

from tests.integration.edge.conftest import Toy
from tests.integration.edge.hostile import BODIES, MIB, REQUESTS, WORD, WORST, great_body
from tests.integration.edge.wire import head, post


@pytest.mark.parametrize("body", BODIES)
def test_json_with_no_certain_meaning_is_refused(toy: Toy, body: str):
    sent, code = BODIES[body]

    heard = toy.wire.ask(post(sent))

    assert heard.status == 400
    assert heard.problem["type"] == f"/problems/{code}"
    assert WORD.encode() not in heard.data
    assert WORD not in toy.log


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_hostile_request_is_answered_with_a_problem(toy: Toy, request_: str):
    sent, status = REQUESTS[request_]

    heard = toy.wire.ask(sent)

    assert heard.status == status
    assert heard.problem["status"] == status
    assert WORD.lower().encode() not in heard.data.lower()
    assert WORD.lower() not in toy.log.lower()


QUERIES = {
    f"{WORD}=1": (422, "unknown-parameter"),
    f"limit=2&{WORD}=1": (422, "unknown-parameter"),
    "limit=2&limit=3": (422, "repeated-parameter"),
    "kind=fall&kind=concern&kind=fall": (422, "repeated-parameter"),
    f"limit={WORD}": (422, "validation"),
    "limit=0": (422, "validation"),
    "limit=": (422, "validation"),
    "limit=" + "9" * 30: (422, "validation"),
    f"kind={WORD}": (422, "validation"),
    f"since={WORD}": (422, "validation"),
    "since=2025-03-11T18:00:00": (422, "validation"),
    f"source_ref={WORD}%00": (422, "validation"),
    f"source_ref={WORD * 30}": (422, "validation"),
    f"source_ref={WORD}%ff": (400, "not-utf8"),
    "&".join(["a=1"] * 200): (422, "unknown-parameter"),
}


@pytest.mark.parametrize("query", QUERIES)
def test_a_mistyped_filter_never_answers_with_everything(toy: Toy, query: str):
    heard = toy.wire.ask(head(f"GET /v1/incidents?{query} HTTP/1.1"))

    status, code = QUERIES[query]
    assert heard.status == status
    assert heard.problem["type"] == f"/problems/{code}"
    assert WORD.encode() not in heard.data


@pytest.mark.parametrize("length", [{"content-length": "200000000"}, {}])
def test_a_body_of_200_megabytes_is_refused_and_not_kept(
    toy: Toy, client: httpx2.Client, length: dict[str, str]
):
    toy.wire.ask(post(b"{}"))
    before = toy.memory

    said = {"content-type": "application/json", **length}
    answer = client.post("/v1/incidents", content=great_body(), headers=said)

    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/body-too-large"
    assert toy.memory - before < 20_000_000


def test_all_of_it_together_leaves_the_server_as_it_was(toy: Toy):
    toy.wire.ask(post(b"{}"))
    before = toy.memory

    for sent, _ in BODIES.values():
        toy.wire.ask(post(sent))
    for body in WORST:
        assert toy.wire.ask(post(body[:MIB])).status == 400

    assert toy.wire.ask(post(b'{"source_ref": "CS-1"}')).status == 201
    assert toy.memory - before < 20_000_000
