"""No client can hold a connection by being slow: each is answered or closed in time.

The server is the hasty one, with deadlines of half a second. Nothing here asserts how soon, only
that the server ended the connection while the client was still willing to wait.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from tests.integration.edge.conftest import Toy
from tests.integration.edge.slow import SLOW
from tests.integration.edge.wire import head


@pytest.mark.parametrize("shape", SLOW)
def test_a_slow_client_is_not_waited_for_in_vain(hasty: Toy, shape: str):
    first, then = SLOW[shape]

    heard = hasty.wire.say(first, then, patience=20)

    assert heard.closed
    assert heard.status < 500


@pytest.mark.parametrize("shape", ["trickled headers", "a trickled header", "half a request line"])
def test_a_client_with_slow_headers_is_told_that_it_was_too_slow(hasty: Toy, shape: str):
    first, then = SLOW[shape]

    heard = hasty.wire.say(first, then, patience=20)

    assert heard.status == 408
    assert heard.problem["type"] == "/problems/request-timeout"
    assert heard.problem["retryable"] is True


@pytest.mark.parametrize("shape", ["headers and no body", "a trickled body"])
def test_a_client_with_a_slow_body_is_told_that_nothing_was_done(hasty: Toy, shape: str):
    first, then = SLOW[shape]

    heard = hasty.wire.say(first, then, patience=20)

    assert heard.status == 408
    assert heard.problem["instance"] == "/v1/incidents"
    assert heard.problem["request_id"] in hasty.log


def test_an_import_may_take_longer_than_a_report(hasty: Toy):
    first = head(
        "POST /v1/imports HTTP/1.1", "Content-Type: application/x-ndjson", "Content-Length: 15"
    )

    heard = hasty.wire.say(first, [b" "] * 15, patience=20)

    assert heard.status == 200
    assert b'{"bytes":15}' in heard.data


def test_a_client_that_does_not_take_its_answer_is_dropped(hasty: Toy):
    whole = 1_000 * 65_536

    with hasty.wire.open() as connection:
        connection.sendall(head("GET /v1/great-answers HTTP/1.1"))
        time.sleep(2)
        got = sum(map(len, pieces(connection)))

    assert 0 < got < whole


def pieces(connection: socket.socket) -> Iterator[bytes]:
    """What still comes, until the other side has gone."""
    try:
        while piece := connection.recv(65_536):
            yield piece
    except ConnectionResetError:
        return


def test_one_address_cannot_take_all_connections(toy: Toy):
    with ExitStack() as opened:
        first, *_, last = [opened.enter_context(toy.wire.open()) for _ in range(201)]
        for connection in (first, last):
            with suppress(ConnectionError):
                connection.sendall(head("GET /livez HTTP/1.1"))

        assert first.recv(12) == b"HTTP/1.1 200"
        assert not list(pieces(last))
