"""Bytes on a socket, as a client writes them that keeps to no rule."""

import json
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

KEY = "Authorization: Bearer good"


@dataclass(frozen=True)
class Heard:
    """What came back before the server closed, or before patience ended."""

    data: bytes
    closed: bool
    seconds: float

    @property
    def status(self) -> int:
        """0 where nothing came back."""
        return int(self.data.split(b" ", 2)[1]) if self.data else 0

    @property
    def problem(self) -> dict[str, Any]:
        head, _, body = self.data.partition(b"\r\n\r\n")
        assert b"application/problem+json" in head
        problem: dict[str, Any] = json.loads(body)
        return problem


def head(line: str, *headers: str) -> bytes:
    return "\r\n".join((line, "Host: heed.example", KEY, *headers, "", "")).encode()


def post(body: bytes, *headers: str, path: str = "/v1/incidents") -> bytes:
    said = ("Content-Type: application/json", f"Content-Length: {len(body)}", *headers)
    return head(f"POST {path} HTTP/1.1", *said) + body


class Wire:
    def __init__(self, port: int) -> None:
        self._port = port

    def open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._port), timeout=10)

    def say(
        self, first: bytes, then: Iterable[bytes] = (), *, pause: float = 0.05, patience: float = 10
    ) -> Heard:
        """Send `first`, then each of `then` after a pause, and listen all the while.

        Ends when the server closes, or after `patience` seconds.
        """
        began, data, rest = time.monotonic(), b"", iter(then)
        with self.open() as connection:
            connection.settimeout(pause)
            try:
                connection.sendall(first)
                while time.monotonic() - began < patience:
                    try:
                        piece = connection.recv(65_536)
                    except TimeoutError:
                        connection.sendall(next(rest, b""))
                        continue
                    if not piece:
                        return Heard(data, closed=True, seconds=time.monotonic() - began)
                    data += piece
            except ConnectionError:
                return Heard(data, closed=True, seconds=time.monotonic() - began)
        return Heard(data, closed=False, seconds=time.monotonic() - began)

    def ask(self, request: bytes, patience: float = 10) -> Heard:
        """One request that says it is the last of its connection."""
        last = request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
        return self.say(last, patience=patience)
