"""What every answer has, in which order things are refused, and what is told to whom."""

import httpx2
import pytest

from tests.integration.edge.conftest import Toy
from tests.integration.edge.wire import head, post

WORDS = "Ann Example fell in the kitchen"


def test_every_answer_has_an_id_of_its_own_and_takes_none_from_outside(client: httpx2.Client):
    sent = {"heed-request-id": "req_mine", "x-request-id": "req_mine"}

    ids = {client.get(path, headers=sent).headers["heed-request-id"] for path in ("/livez", "/a")}

    assert len(ids) == 2
    assert "req_mine" not in ids
    assert all(one.startswith("req_") for one in ids)


def test_no_answer_of_the_api_is_kept_by_a_cache(client: httpx2.Client):
    for path in ("/v1/incidents", "/v1/nothing", "/v1/incidents?a=1"):
        answer = client.get(path)

        assert answer.headers.get_list("cache-control") == ["private, no-store"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "server" not in answer.headers


def test_without_a_key_nothing_else_is_looked_at(toy: Toy):
    unread = post(b"", "Content-Encoding: gzip").replace(b"Length: 0", b"Length: 900000000")

    heard = toy.wire.say(unread.replace(b"good", b"bad"), patience=0.5)

    assert heard.status == 401
    assert b"www-authenticate: Bearer" in heard.data
    assert heard.problem["type"] == "/problems/unauthenticated"


def test_a_client_that_asks_first_does_not_send_a_body_in_vain(toy: Toy):
    asking = post(b"", "Expect: 100-continue").replace(b"Length: 0", b"Length: 900")

    welcome = toy.wire.say(asking, patience=0.5)
    refused = toy.wire.say(asking.replace(b"good", b"bad"), patience=0.5)

    assert welcome.data == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert refused.status == 401


def test_a_revoked_key_says_so(toy: Toy):
    with toy.client("revoked") as client:
        answer = client.get("/v1/incidents")

    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/key-revoked")


def test_head_is_get_without_the_body(client: httpx2.Client):
    asked, got = client.head("/v1/incidents"), client.get("/v1/incidents")

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-length"] == got.headers["content-length"]
    assert client.head("/v1/nothing").status_code == 404
    assert client.head("/v1/great-answers").content == b""
    assert client.get("/v1/incidents").json() == got.json()


def test_a_wrong_method_is_told_all_the_right_ones(client: httpx2.Client):
    answer = client.put("/v1/incidents", json={})

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"
    assert answer.json()["type"] == "/problems/method-not-allowed"
    assert client.head("/v1/people").headers["allow"] == "POST"


def test_a_problem_has_all_its_members(client: httpx2.Client):
    answer = client.get("/v1/incidents/inc_06dqh000000000000000000000/x?source_ref=Ann%20Example")

    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem == {
        "type": "/problems/not-found",
        "title": "Not found",
        "status": 404,
        "detail": problem["detail"],
        "instance": "/v1/incidents/inc_06dqh000000000000000000000/-",
        "request_id": answer.headers["heed-request-id"],
        "retryable": False,
        "errors": [],
    }


def test_a_rule_of_the_domain_answers_in_its_own_words(client: httpx2.Client):
    answer = client.post("/v1/incidents/inc_1/closures")

    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/already-closed"
    assert answer.json()["errors"] == [
        {
            "pointer": "/reason",
            "code": "already-closed",
            "detail": "The incident is closed already.",
        }
    ]


def test_findings_name_members_of_the_schema_and_nothing_that_was_sent(client: httpx2.Client):
    wrong = {
        "address": {"postcode": "too long a code", WORDS: 1},
        "notes": {"Wrenfield": "not a number"},
    }

    answer = client.post("/v1/people", json=wrong)

    assert answer.status_code == 422
    assert {(one["pointer"], one["code"]) for one in answer.json()["errors"]} == {
        ("/name", "missing_member"),
        ("/address/postcode", "too_long"),
        ("/address", "unknown_member"),
        ("/notes", "wrong_type"),
    }
    assert "Wrenfield" not in answer.text
    assert "Ann" not in answer.text


@pytest.mark.parametrize("body", [b"{", b"", b"[1]", b'{"name": NaN}', b'{"name": "\\ud800"}'])
def test_what_the_framework_reads_itself_never_becomes_a_fault(client: httpx2.Client, body: bytes):
    answer = client.post("/v1/people", content=body, headers={"content-type": "application/json"})

    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_fault_is_told_to_the_log_as_types_and_lines_only(toy: Toy, client: httpx2.Client):
    answer = client.post("/v1/faults", content=WORDS, headers={"content-type": "application/json"})

    assert answer.status_code == 500
    assert answer.json()["type"] == "/problems/internal"
    assert answer.json()["request_id"] == answer.headers["heed-request-id"]
    fault, request = toy.lines_of(answer)
    assert (fault["event"], request["status"]) == ("fault", 500)
    assert fault["fault"] == ["builtins.RuntimeError", "builtins.ValueError"]
    assert any("edge/toy.py" in frame and "in fault" in frame for frame in fault["frames"])
    assert "Ann" not in toy.log
    assert "kitchen" not in answer.text + toy.log


def test_an_answer_that_breaks_off_is_seen_to_break_off(toy: Toy):
    heard = toy.wire.say(head("GET /v1/broken-streams HTTP/1.1"), patience=5)

    assert heard.closed
    assert heard.data.endswith(b"3\r\none\r\n")
    assert "Ann" not in toy.log


def test_the_log_has_a_line_for_each_request_and_no_path_or_query(toy: Toy, client: httpx2.Client):
    answer = client.get("/v1/incidents/Wrenfield?source_ref=Wrenfield")

    (line,) = toy.lines_of(answer)
    assert line["route"] == "/v1/incidents/{incident_id}"
    assert (line["method"], line["status"], line["level"]) == ("GET", 200, "info")
    assert line["credential"] == "0198c0de-0000-7000-8000-000000000001"
    assert line["ms"] > 0
    assert "Wrenfield" not in toy.log


def test_a_query_is_read_as_declared(client: httpx2.Client):
    query = "kind=fall&kind=concern&limit=7&since=2025-03-11T18:00:00+01:00"

    answer = client.get(f"/v1/incidents?{query}")

    assert answer.json() == {
        "limit": 7,
        "kinds": ["fall", "concern"],
        "since": "2025-03-11T18:00:00+01:00",
    }
    assert client.get("/v1/incidents").json() == {"limit": 50, "kinds": [], "since": None}


def test_a_large_import_arrives_whole(client: httpx2.Client):
    lines = b'{"source_ref": "CS-1"}\n' * 100_000

    said = {"content-type": "application/x-ndjson"}
    answer = client.post("/v1/imports", content=lines, headers=said)

    assert answer.json() == {"bytes": len(lines)}


def test_a_client_that_leaves_in_the_middle_of_its_body_is_only_noted(toy: Toy):
    with toy.wire.open() as connection:
        connection.sendall(post(b"{" * 100)[:-50])

    while '"status":499' not in toy.log:
        assert toy.wire.ask(head("GET /livez HTTP/1.1")).status == 200


def test_requests_sent_together_are_answered_in_their_order(toy: Toy):
    both = post(b'{"a": 1}') + post(b'{"a": 1, "b": 2}')

    heard = toy.wire.say(both, patience=0.5)

    assert heard.data.index(b'{"members":1}') < heard.data.index(b'{"members":2}')
