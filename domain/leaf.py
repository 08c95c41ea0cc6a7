"""The leaf: the bytes by which an event is committed to, and its hash.

A leaf is a pure function of the stored row: UTF-8 JSON, keys sorted, no spaces. Facts enter as a
salted hash and sealed bodies by their hash, so that either can be disposed of later while every
proof stays valid. Leaf hash = SHA-256(0x00 ‖ leaf). The format is fixed for ever by the golden
files in `tests/unit/golden/leaf`; a changed leaf would be `"format":2`.

Source: RFC 9162 section 2.1 (hash of a leaf); the position is the tree's index plus one, hence
it does not stand in the leaf.
"""

import hashlib
import json
from datetime import UTC, datetime

from domain.log import Recorded

FORMAT = 1
_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def microseconds(at: datetime) -> str:
    """UTC with exactly six decimals and Z: `2025-03-11T18:02:12.000000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def facts_hash(salt: bytes, facts: str) -> str:
    """Hex SHA-256 of salt ‖ facts: without the salt, small facts cannot be guessed back."""
    return hashlib.sha256(salt + facts.encode()).hexdigest()


def leaf(row: Recorded) -> bytes:
    """The committed bytes of `row`. Raises ValueError where its facts were disposed of."""
    if row.salt is None or row.facts is None:
        raise ValueError("A disposed event has no leaf of its own any more; use its stored hash.")
    members = {
        "actor": row.actor,
        "event": str(row.id),
        "facts": facts_hash(row.salt, row.facts),
        "format": FORMAT,
        "provider": str(row.provider),
        "recorded_at": microseconds(row.recorded_at),
        "sealed": [
            {"class": body.kind, "id": str(body.id), "sha256": body.sha256.hex()}
            for body in row.sealed
        ],
        "stream": str(row.stream),
        "type": row.type,
        "version": row.version,
    }
    return _JSON.encode(members).encode()


def leaf_hash(row: Recorded) -> bytes:
    """SHA-256(0x00 ‖ leaf), 32 bytes (RFC 9162 2.1.1)."""
    return hashlib.sha256(b"\0" + leaf(row)).digest()
