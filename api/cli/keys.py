"""`heed provider create` and `heed key create|list|revoke`."""

import asyncio
import json
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Annotated
from uuid import UUID

import typer

from adapters.postgres.append.batcher import batching
from adapters.postgres.credential import Registry, open_registry
from adapters.postgres.log import PostgresLog
from adapters.postgres.reading import open_pool
from api.clock import utc_now
from api.identity import uuid7
from api.providing import (
    KeyWanted,
    NotToBeMade,
    integration_of,
    make_key,
    must_be_a_source,
    open_provider,
)
from api.scope import CredentialKind, Scope
from api.serving import Ground, standing
from api.settings import read_settings
from domain.identifier import read, shown

provider = typer.Typer(help="Providers: organisations registered with CQC.")
key = typer.Typer(help="API keys.")
AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON.")]
Kind = Annotated[CredentialKind, typer.Option(help="Who will hold it.")]
Also = Annotated[list[str], typer.Option(help="Another provider that it serves; may be repeated.")]
Only = Annotated[
    list[Scope],
    typer.Option("--scope", help="What it may do, in place of all its kind may; may be repeated."),
]
InPlaceOf = Annotated[
    str | None, typer.Option(help="The key whose place it takes, of the same name and source.")
]


@dataclass(frozen=True, slots=True)
class Office:
    """Where keys are made: the owner's registry on a standing ground."""

    ground: Ground
    registry: Registry

    @property
    def pepper(self) -> bytes:
        return self.ground.keyring.derived.api_key_pepper()


@asynccontextmanager
async def _office() -> AsyncGenerator[Office]:
    async with standing(read_settings(), utc_now) as ground:
        if ground.urls.owner is None:
            typer.echo("Give the owner's address: HEED_DATABASE_URL.")
            raise typer.Exit(2)
        registry = await open_registry(ground.urls.owner)
        try:
            yield Office(ground, registry)
        finally:
            await registry.close()


def _provider(text: str) -> UUID:
    identity = read("prv", text)
    if identity is None:
        typer.echo("A provider is named prv_ and 26 characters.")
        raise typer.Exit(2)
    return identity


async def _create_provider(name: str) -> dict[str, str]:
    identity = uuid7()
    async with _office() as office:
        urls = office.ground.urls
        pool = await open_pool(urls.app, size=1)
        async with batching(urls.writer) as batcher:
            log = PostgresLog(pool, batcher)
            await open_provider(
                office.registry,
                log,
                identity,
                name,
                salt=os.urandom(32),
                event=uuid7(),
                now=utc_now(),
            )
        await pool.close()
        wanted = KeyWanted(CredentialKind.ADMIN, "admin")
        token = await make_key(
            office.registry, identity, wanted, key=uuid7(), pepper=office.pepper, now=utc_now()
        )
    return {"provider_id": shown("prv", identity), "api_key": str(token)}


@provider.command("create")
def create_provider(name: str, as_json: AsJson = False) -> None:  # noqa: FBT002 - a switch of the command line
    """Open a provider and print its id and an admin key, which is shown this once."""
    made = asyncio.run(_create_provider(name))
    typer.echo(json.dumps(made) if as_json else "\n".join(f"{k}: {v}" for k, v in made.items()))


def _key(text: str) -> UUID:
    identity = read("key", text)
    if identity is None:
        typer.echo("A key is named key_ and 26 characters.")
        raise typer.Exit(2)
    return identity


async def _create_key(
    provider_id: str, wanted: KeyWanted, in_place_of: str | None
) -> dict[str, str] | NotToBeMade:
    """What is told of the new key, or why there is none: within the office nothing may be raised
    that has to reach the shell as it is.
    """
    identity = _provider(provider_id)
    place = None if in_place_of is None else _key(in_place_of)
    async with _office() as office:
        try:
            must_be_a_source(wanted.name)
            integration = await integration_of(
                office.registry, [identity, *wanted.also], wanted.name, place
            )
        except NotToBeMade as refused:
            return refused
        wanted = replace(wanted, integration=integration)
        token = await make_key(
            office.registry, identity, wanted, key=uuid7(), pepper=office.pepper, now=utc_now()
        )
    ends = utc_now() + wanted.lasts
    return {
        "key_id": shown("key", token.credential),
        "api_key": str(token),
        "expires_on": f"{ends:%Y-%m-%d}",
    }


@key.command("create")
def create_key(
    provider_id: str,
    name: str,
    kind: Kind = CredentialKind.CARE_SYSTEM,
    also: Also = [],  # noqa: B006 - typer copies it; a tuple is not a list of options
    in_place_of: InPlaceOf = None,
    scope: Only = [],  # noqa: B006 - as above
    as_json: AsJson = False,  # noqa: FBT002 - a switch of the command line
) -> None:
    """Make a key. NAME is the source under which it reports, such as the care system's."""
    others = [_provider(one) for one in also]
    wanted = KeyWanted(kind, name, also=others, scopes=tuple(scope) or None)
    made = asyncio.run(_create_key(provider_id, wanted, in_place_of))
    if isinstance(made, NotToBeMade):
        typer.echo(str(made))
        raise typer.Exit(2)
    typer.echo(json.dumps(made) if as_json else "\n".join(f"{k}: {v}" for k, v in made.items()))


async def _list_keys(provider_id: str) -> None:
    identity = _provider(provider_id)
    async with _office() as office:
        found = await office.registry.keys(identity)
    for one in found:
        state = f"revoked {one.revoked_at:%Y-%m-%d}" if one.revoked_at else "live"
        typer.echo(
            f"{shown('key', one.id)} {one.kind} {one.name} {state}, "
            f"expires {one.expires_at:%Y-%m-%d}"
        )


@key.command("list")
def list_keys(provider_id: str) -> None:
    """Every key of a provider, oldest first; never the secret."""
    asyncio.run(_list_keys(provider_id))


async def _revoke_key(key_id: str) -> bool:
    identity = _key(key_id)
    async with _office() as office:
        return await office.registry.revoke(identity, at=utc_now())


@key.command("revoke")
def revoke_key(key_id: str) -> None:
    """End a key. It stops working within a few seconds."""
    done = asyncio.run(_revoke_key(key_id))
    typer.echo("Revoked." if done else "There is no such live key.")
    raise typer.Exit(0 if done else 1)


def add_to(app: typer.Typer) -> None:
    app.add_typer(provider, name="provider")
    app.add_typer(key, name="key")
