"""What a slow client sends first, and what it trickles after that, for ever or until it tires.

The toy application is asked with all of it, the whole Heed with what takes longest.
"""

from itertools import repeat

from tests.integration.edge.wire import head, post

SLOW = {
    "a connection on which nothing is sent": (b"", ()),
    "half a request line": (b"POST /v1/inc", ()),
    "a trickled request line": (b"GET /", repeat(b"a")),
    "empty lines for ever": (b"", repeat(b"\r\n")),
    "trickled headers": (b"GET /livez HTTP/1.1\r\nHost: x\r\n", repeat(b"a: b\r\n")),
    "a trickled header": (b"GET /livez HTTP/1.1\r\nHost: x\r\nx-a: ", repeat(b"b")),
    "headers and no body": (post(b"{" * 1_000)[:-1_000], ()),
    "a trickled body": (post(b"{" * 1_000)[:-999], repeat(b" ")),
    "a trickled body in chunks": (
        head("POST /v1/incidents HTTP/1.1", "Content-Type: application/json",
             "Transfer-Encoding: chunked"),
        repeat(b"1\r\n \r\n"),
    ),
    "a trickled body of an import": (
        head("POST /v1/imports HTTP/1.1", "Content-Type: application/x-ndjson",
             "Content-Length: 1000"),
        repeat(b" "),
    ),
    "a body after the answer that it is too large": (
        head("POST /v1/incidents HTTP/1.1", "Content-Type: application/json",
             "Content-Length: 2000000"),
        repeat(b" "),
    ),
    "a trickled body without a key": (
        head("POST /v1/incidents HTTP/1.1", "Content-Length: 1000").replace(b"good", b"bad"),
        repeat(b" "),
    ),
    "a second request that does not come whole": (
        head("GET /livez HTTP/1.1") + b"GET /livez HT",
        repeat(b""),
    ),
    "a connection kept alive for nothing": (head("GET /livez HTTP/1.1"), ()),
    "empty lines after an answer": (head("GET /livez HTTP/1.1"), repeat(b"\r\n")),
}  # fmt: skip
