"""Opening a provider and making its keys: what `heed provider create` and the demo do.

A provider begins with one event in a log of its own and one admin key, shown once. The keys of a
provider are the operator's to make; the API makes none yet.
"""

import re
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
SOURCE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


@dataclass(frozen=True, slots=True)
class KeyWanted:
    """`integration` None: this key begins one of its own. Scopes None: those of its kind. `also`:
    other providers that it serves; a request says which in `Heed-Provider`.
    """

    kind: CredentialKind
    name: str
    integration: UUID | None = None
    scopes: Sequence[Scope] | None = None
    lasts: timedelta = A_YEAR
    also: Sequence[UUID] = ()


class NotToBeMade(Exception):  # noqa: N818 - says what is the matter with the key
    """Why this key cannot be made, for whoever asked for it."""


def must_be_a_source(name: str) -> None:
    """A key's name is the source of all it reports, and stands in answers, in clear."""
    if not SOURCE.fullmatch(name):
        raise NotToBeMade(
            "A key is named by 1 to 64 letters, digits, dots, hyphens and underscores, beginning "
            "with a letter or a digit."
        )


async def integration_of(
    registry: Registry, providers: Sequence[UUID], name: str, in_place_of: UUID | None
) -> UUID | None:
    """The integration that a new key belongs to: that of the key whose place it takes, else None.

    Two keys of one name are one source, and each may change what the other reported; so a name that
    is there already, even of a revoked key, is given again only on purpose.
    """
    known = [key for provider in providers for key in await registry.keys(provider)]
    if in_place_of is None:
        if any(key.name == name for key in known):
            raise NotToBeMade(
                f"There is a key named {name} already. Choose another name, or say whose place "
                "this one takes with --in-place-of."
            )
        return None
    for key in known:
        if key.id == in_place_of and key.name == name:
            return key.integration
    raise NotToBeMade("There is no key of this id and name whose place this one could take.")


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
        providers=tuple(dict.fromkeys((provider, *wanted.also))),
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
