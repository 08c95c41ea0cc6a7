"""Opening a provider and making its keys: what `heed provider create` and the demo do.

A provider begins with one event in a log of its own and one admin key, shown once. The keys of a
provider are the operator's to make; the API makes none yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from adapters.postgres.credential import Credential, Registry
from api.scope import DEFAULTS, CredentialKind, Scope
from api.token import Token, new_token, secret_hash
from domain.log import Append, Key, Log, NewEvent
from domain.provider import ProviderRegistered

A_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class KeyWanted:
    """`integration` None: this key begins one of its own. Scopes None: those of its kind."""

    kind: CredentialKind
    name: str
    integration: UUID | None = None
    scopes: Sequence[Scope] | None = None
    lasts: timedelta = A_YEAR


async def make_key(
    registry: Registry,
    provider: UUID,
    wanted: KeyWanted,
    *,
    key: UUID,
    pepper: bytes,
    now: datetime,
) -> Token:
    """The key in clear, which nobody can show again."""
    token = new_token(key)
    scopes = DEFAULTS[wanted.kind] if wanted.scopes is None else wanted.scopes
    credential = Credential(
        id=key,
        secret_hash=secret_hash(pepper, token.secret),
        kind=wanted.kind,
        name=wanted.name,
        integration=wanted.integration or key,
        scopes=tuple(scopes),
        created_at=now,
        expires_at=now + wanted.lasts,
        revoked_at=None,
        providers=(provider,),
    )
    await registry.make(credential)
    return token


async def open_provider(
    registry: Registry,
    log: Log,
    provider: UUID,
    name: str,
    *,
    salt: bytes,
    event: UUID,
    now: datetime,
) -> None:
    """Give the provider its log and its first event. Safe to do twice."""
    await registry.open_provider(provider)
    registered = ProviderRegistered(name=name)
    first = NewEvent(
        id=event,
        stream=provider,
        version=1,
        type=registered.type,
        actor=str(provider),
        salt=salt,
        facts=registered.facts(),
    )
    await log.append(
        Append(
            provider=provider,
            key=Key(provider, "provider", provider.bytes * 2),
            status=201,
            answers=provider,
            answers_version=1,
            seen={provider: 0},
            events=(first,),
            now=now,
        )
    )
