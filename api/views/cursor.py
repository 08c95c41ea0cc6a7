"""Cursors: where the next page of a list begins, sealed against another question.

A cursor is opaque to callers. It holds the sort key of the last row and the day that the list is
about, and an HMAC binds it to the list, the provider and the filters that it was given for; with
any other it is `cursor-mismatch`. It may be used for as long as one likes, and again.

Source: RFC 2104 section 5 (a truncated HMAC); RFC 4648 section 5 (base64url).
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias
from uuid import UUID

from api.problem.problem import Problem

MAC_BYTES: Final = 16
LONGEST: Final = 600

SortKey: TypeAlias = Sequence[str | int]
"""What orders the list, of one row, in words that JSON has."""


@dataclass(frozen=True, slots=True)
class About:
    """The question a cursor belongs to. `filters`: those that were sent, in one writing."""

    view: str
    provider: UUID
    filters: str

    def framed(self) -> bytes:
        return json.dumps(["cursor/1", self.view, str(self.provider), self.filters]).encode()


@dataclass(frozen=True, slots=True)
class Place:
    """`after`: the last row that was shown. `as_of`: the day of the first page, kept on all."""

    after: SortKey
    as_of: datetime


class Cursors:
    """Writes and reads them under one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def written(self, about: About, place: Place) -> str:
        said = json.dumps([place.as_of.isoformat(), *place.after], separators=(",", ":")).encode()
        return urlsafe_b64encode(self._mac(about, said) + said).rstrip(b"=").decode()

    def read(self, about: About, text: str) -> Place:
        """Raises Problem `cursor-mismatch` for whatever was not given out for this question."""
        try:
            sent = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        except ValueError:
            raise Problem("cursor-mismatch") from None
        mac, said = sent[:MAC_BYTES], sent[MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(about, said)):
            raise Problem("cursor-mismatch")
        as_of, *after = json.loads(said)
        return Place(after, datetime.fromisoformat(as_of))

    def _mac(self, about: About, said: bytes) -> bytes:
        return hmac.digest(self._key, about.framed() + b"\0" + said, "sha256")[:MAC_BYTES]
