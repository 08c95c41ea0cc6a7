"""From words to what the log stores, and back.

The event carries id, class and SHA-256; the vault's table carries the sealed bytes and their
wrapped data key. Opening checks all of it again, the hash first: a body that was exchanged in the
table is refused even when it was sealed with real keys.

Source: `domain/sealed.py` (classes), `adapters/vault/seal.py` (form).
"""

import hashlib
import hmac
from uuid import UUID

from adapters.vault.keys import ClassKey
from adapters.vault.seal import about_body, open_, seal
from adapters.vault.wrapping import Unopenable
from domain.log import SealedBody
from domain.sealed import BodyClass


def seal_body(plaintext: bytes, *, body: UUID, kind: BodyClass, key: ClassKey) -> SealedBody:
    """Seal under a fresh data key. Raises ValueError where `key` is not for this class."""
    key.must_be_for(kind)
    about = about_body(key.provider, body, kind)
    sealed, data_key = seal(plaintext, about)
    return SealedBody(
        id=body,
        kind=kind.value,
        key_id=key.id,
        wrapped=key.wrap(data_key, about),
        sealed=sealed,
        sha256=hashlib.sha256(sealed).digest(),
    )


def open_body(body: SealedBody, *, key: ClassKey) -> bytes:
    """The words of `body`, whose `sha256` comes from the event, never from beside the bytes.

    Raises Unopenable where anything is not as the event says.
    """
    if not hmac.compare_digest(hashlib.sha256(body.sealed).digest(), body.sha256):
        raise Unopenable("These are not the sealed bytes that the event names.")
    about = about_body(key.provider, body.id, body.kind)
    return open_(body.sealed, key.unwrap(body.wrapped, about), about)
