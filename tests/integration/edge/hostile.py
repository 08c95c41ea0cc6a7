"""What a hostile client sends: bodies without a certain meaning, broken requests, a flood.

Both the toy application and the whole Heed are asked with it. `WORD` stands in all of it, and may
stand in no answer.
"""

import json
from collections.abc import Iterator
from itertools import repeat

from tests.integration.edge.wire import head, post

WORD = "Wrenfield"
MIB = 1024 * 1024

BODIES = {
    "not JSON": (b'{"Wrenfield": ', "malformed-json"),
    "two values": (b'{"Wrenfield": 1} {}', "malformed-json"),
    "nothing at all": (b"", "malformed-json"),
    "a comma too many": (b'{"Wrenfield": 1,}', "malformed-json"),
    "an array five thousand deep": (
        b'{"Wrenfield":' + b"[" * 5_000 + b"]" * 5_000 + b"}", "too-deep",
    ),
    "an array never closed": (b'{"Wrenfield":' + b"[" * 4_000, "too-deep"),
    "objects thirty-three deep": (b'{"Wrenfield":' * 33 + b"1" + b"}" * 33, "too-deep"),
    "a hundred thousand members": (
        json.dumps({f"Wrenfield{n}": n for n in range(30_000)}).encode(), "too-many-nodes",
    ),
    "NaN": (b'{"Wrenfield": NaN}', "not-finite"),
    "minus infinity": (b'{"Wrenfield": -Infinity}', "not-finite"),
    "1e999": (b'{"Wrenfield": 1e999}', "not-finite"),
    "a number of a thousand digits": (b'{"Wrenfield": ' + b"9" * 1_000 + b"}", "number-too-long"),
    "a member twice": (b'{"Wrenfield": 1, "Wrenfield": 2}', "duplicate-member"),
    "a member twice, once escaped": (b'{"Wrenfield": 1, "Wr\\u0065nfield": 2}', "duplicate-member"),
    "NUL in a string": (b'{"a": "Wrenfield\\u0000"}', "not-utf8"),
    "NUL in a name": (b'{"Wrenfield\\u0000": 1}', "not-utf8"),
    "half a surrogate pair": (b'{"a": "Wrenfield\\ud800"}', "not-utf8"),
    "a surrogate in UTF-8": (b'{"a": "Wrenfield\xed\xa0\x80"}', "not-utf8"),
    "Latin-1": ('{"a": "Wrenfield \xe9"}'.encode("latin-1"), "not-utf8"),
    "UTF-16": ('{"Wrenfield": 1}'.encode("utf-16"), "not-utf8"),
    "UTF-16 without a mark": ('{"Wrenfield": 1}'.encode("utf-16-le"), "not-utf8"),
    "a byte order mark": (b'\xef\xbb\xbf{"Wrenfield": 1}', "not-utf8"),
}  # fmt: skip

REQUESTS = {
    "an unknown method": (b"WRENFIELD /livez HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "a known method that is not taken": (head("DELETE /v1/incidents HTTP/1.1"), 405),
    "TRACE": (head("TRACE /v1/incidents HTTP/1.1"), 405),
    "CONNECT": (b"CONNECT wrenfield:443 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "no HTTP at all": (b"\x16\x03\x01\x02\x00\x01Wrenfield", 400),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "two lengths": (head("POST /v1/incidents HTTP/1.1", "Content-Length: 1", "Content-Length: 2"),
                    400),
    "a length and chunks": (
        head("POST /v1/incidents HTTP/1.1", "Content-Length: 5", "Transfer-Encoding: chunked")
        + b"0\r\n\r\n", 400,
    ),
    "a negative length": (head("POST /v1/incidents HTTP/1.1", "Content-Length: -1"), 400),
    "a chunk of no length": (
        head("POST /v1/incidents HTTP/1.1", "Content-Type: application/json",
             "Transfer-Encoding: chunked") + b"wrenfield\r\n", 400,
    ),
    "a header over the limit": (head("GET /livez HTTP/1.1", "X-A: " + WORD * 3_000), 431),
    "many headers": (head("GET /livez HTTP/1.1", *repeat("X-Wrenfield: a", 200)), 431),
    "a header without end": (b"GET /livez HTTP/1.1\r\nX-A: " + b"Wrenfield" * 3_000, 431),
    "a huge address": (head(f"GET /v1/incidents?source_ref={WORD * 3_000} HTTP/1.1"), 414),
    "an address without end": (b"GET /" + b"Wrenfield" * 3_000, 414),
    "an unknown address": (head(f"GET /v1/{WORD} HTTP/1.1"), 404),
    "an address with a slash too many": (head("GET /v1/incidents/ HTTP/1.1"), 404),
    "an address that is not UTF-8": (head("GET /v1/%ff%00Wrenfield HTTP/1.1"), 404),
    "a compressed body": (post(WORD.encode(), "Content-Encoding: gzip"), 415),
    "another media type": (
        post(WORD.encode()).replace(b"application/json", b"text/Wrenfield"), 415,
    ),
    "another charset": (
        post(b"{}").replace(b"application/json", b"application/json; charset=latin-1"), 415,
    ),
    "an answer in another media type": (
        head("GET /v1/incidents HTTP/1.1", "Accept: text/Wrenfield"), 406,
    ),
    "a declared body of 200 MB": (post(b"").replace(b"Length: 0", b"Length: 200000000"), 413),
}  # fmt: skip

WORST = (
    b'"' * MIB, b"\\" * MIB, b'{"a":"' + b'\\"' * (MIB // 2 - 10), b"[]" * (MIB // 2),
    b"[" * MIB, b"]" * MIB, b"{" * MIB, b",[" * 40 + b"]" * MIB, b"1" * MIB,
    b'"\\u' * (MIB // 3),
)  # fmt: skip
"""As large as a body may be, and nothing but brackets, quotes or digits."""


def great_body() -> Iterator[bytes]:
    for _ in range(200):
        yield b"Wrenfield " * 100_000
