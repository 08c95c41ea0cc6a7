"""Media types: what a request says it sends, and what it says it takes.

Source: RFC 9110 sections 8.3 (Content-Type), 8.4 (Content-Encoding) and 12.5.1 (Accept).
"""

import re
from collections.abc import Collection, MutableMapping, Sequence
from typing import Any, Final

from api.problem.problem import Problem

JSON: Final = b"application/json"
HTML: Final = b"text/html"
SVG: Final = b"image/svg+xml"
PNG: Final = b"image/png"
NDJSON: Final = b"application/x-ndjson"
EVENT_STREAM: Final = b"text/event-stream"
Scope = MutableMapping[str, Any]
_WEIGHT: Final = re.compile(rb"q=([01](?:\.[0-9]{0,3})?)")
_NO_WEIGHT: Final = (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")


def header(scope: Scope, name: bytes) -> bytes | None:
    """The value of the first header of this name, which is in lower case."""
    for here, value in scope["headers"]:
        if here == name:
            return bytes(value)
    return None


def must_be(sent: bytes | None, takes: Collection[bytes]) -> None:
    """Raises Problem `unsupported-media-type`: another type, another charset than UTF-8, or none.

    `sent` is the Content-Type.
    """
    if sent in takes:
        return
    media_type, _, parameters = (sent or b"").lower().partition(b";")
    charset = parameters.strip().replace(b'"', b"").replace(b" ", b"")
    if media_type.strip() not in takes or charset not in {b"", b"charset=utf-8", b"charset=utf8"}:
        raise Problem("unsupported-media-type")


def must_be_plain(encoding: bytes | None) -> None:
    """A compressed body is refused before it is read: a small one may unfold into a great one."""
    if encoding is not None and encoding.strip().lower() not in {b"", b"identity"}:
        raise Problem("unsupported-media-type")


def must_take(accept: bytes | None, gives: Collection[bytes]) -> None:
    """Raises Problem `not-acceptable` where Accept leaves out all that is given."""
    if accept is None or accept == b"*/*" or accept in gives:
        return
    ranges = [_range(part) for part in accept.lower().split(b",")]
    if not any(_covers(one, given) for one in ranges for given in gives):
        raise Problem("not-acceptable")


def preferred(accept: bytes | None, gives: Sequence[bytes]) -> bytes:
    """The one of `gives` that is liked most; where several are, the one that stands first there."""
    liked = {one: _liking(accept, one) for one in gives}
    return max(gives, key=liked.__getitem__)


def _liking(accept: bytes | None, given: bytes) -> float:
    """The weight of the range that names it best; 0 where none does."""
    parts = [] if accept is None else accept.lower().split(b",")
    weights = {name: weight for name, weight in map(_weighed, parts) if _covers(name, given)}
    return weights[max(weights, key=lambda name: len(name.replace(b"*", b"")))] if weights else 0.0


def _weighed(part: bytes) -> tuple[bytes, float]:
    name, *parameters = (piece.strip() for piece in part.split(b";"))
    found = (_WEIGHT.fullmatch(one.replace(b" ", b"")) for one in parameters)
    return name, next((float(one[1]) for one in found if one is not None), 1.0)


def _range(part: bytes) -> bytes:
    """The media range of one part of Accept; empty where its weight is nothing."""
    name, *parameters = (piece.strip() for piece in part.split(b";"))
    return b"" if any(one.replace(b" ", b"") in _NO_WEIGHT for one in parameters) else name


def _covers(accepted: bytes, given: bytes) -> bool:
    return accepted in {b"*/*", given, given.partition(b"/")[0] + b"/*"}
