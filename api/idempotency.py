"""The key under which a request happens once, and the fingerprint that tells requests apart.

A key is kept for ever in the scope of provider and integration. The fingerprint is keyed, since a
bare hash of personal data would outlive its erasure, and covers method, path, actor and the body
in canonical form, so that spaces and the order of members do not make another request.

Source: draft-ietf-httpapi-idempotency-key-header; the pinned report door, rule 4.
"""

import json
import re
from typing import Any

from api.problem.problem import Problem

HEADER = "idempotency-key"
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_VISIBLE = re.compile(r"[\x21-\x7e]{1,255}")


def canonical(value: Any) -> bytes:
    """The same bytes for the same JSON value: members sorted, no spaces."""
    return _CANONICAL.encode(value).encode()


def read_key(text: str | None) -> str | None:
    """The key without the quotes of a structured string, so that `abc` and `"abc"` are one."""
    if text is None:
        return None
    key = text.strip()
    if len(key) > 1 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not _VISIBLE.fullmatch(key):
        raise Problem("idempotency-key-malformed")
    return key


def required_key(text: str | None) -> str:
    key = read_key(text)
    if key is None:
        raise Problem("idempotency-key-missing")
    return key
