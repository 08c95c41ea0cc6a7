"""Who holds the key that was sent: looked up by its id, compared in constant time.

A credential is remembered for a few seconds, so that a busy integration does not ask the database
each time; a revoked one stops within that time.

Source: RFC 6750 (bearer); OWASP API2:2023.
"""

import hmac
from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from adapters.postgres.credential import Credential, presented
from adapters.postgres.reading import Pool
from api.clock import Clock
from api.edge.media import header
from api.principal import Principal
from api.problem.problem import Problem
from api.scope import CredentialKind, Scope
from api.token import Token, read_token, secret_hash
from domain.log import Unavailable

REMEMBERED: Final = timedelta(seconds=3)
MOST_REMEMBERED: Final = 10_000
BEARER: Final = b"bearer "
"""As RFC 6750 has it; compared without case."""


def sent_token(scope: MutableMapping[str, Any]) -> Token:
    """The key in the request's headers. Raises Problem `unauthenticated`."""
    sent = header(scope, b"authorization") or b""
    token = None
    if sent[: len(BEARER)].lower() == BEARER:
        token = read_token(sent[len(BEARER) :].strip().decode("latin-1"))
    if token is None:
        raise Problem("unauthenticated")
    return token


def principal_of(credential: Credential) -> Principal:
    return Principal(
        credential=credential.id,
        kind=CredentialKind(credential.kind),
        source=credential.name,
        integration=credential.integration,
        scopes=frozenset(Scope(scope) for scope in credential.scopes),
        providers=credential.providers,
    )


class Authentication:
    """`pool` is of heed_app. Used as the edge's `authenticate`."""

    def __init__(self, pool: Pool, *, pepper: bytes, clock: Clock) -> None:
        self._pool = pool
        self._pepper = pepper
        self._clock = clock
        self._known: dict[tuple[UUID, str], tuple[datetime, Principal]] = {}

    async def __call__(self, scope: MutableMapping[str, Any]) -> Principal:
        token, now = sent_token(scope), self._clock()
        known = self._known.get((token.credential, token.secret))
        if known is not None and timedelta(0) <= now - known[0] < REMEMBERED:
            return known[1]
        principal = await self._looked_up(token, now)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[token.credential, token.secret] = now, principal
        return principal

    async def _looked_up(self, token: Token, now: datetime) -> Principal:
        try:
            credential = await presented(self._pool, token.credential)
        except Unavailable:
            raise Problem("unavailable") from None
        sent = secret_hash(self._pepper, token.secret)
        if credential is None or not hmac.compare_digest(sent, credential.secret_hash):
            raise Problem("unauthenticated")
        if credential.revoked_at is not None or credential.expires_at <= now:
            self._known.pop((token.credential, token.secret), None)
            raise Problem("key-revoked")
        return principal_of(credential)
