"""`heed migrate` and `heed projections`: the operator's work on the database."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import typer

from adapters.postgres.migrate import migrate
from adapters.postgres.reading import Pool, open_pool
from api.clock import utc_now
from api.serving import standing
from api.settings import read_settings
from api.wiring import open_keyring, role_passwords
from api.work import PROJECTIONS
from domain.identifier import shown
from projections.runner.declaration import Projection
from projections.runner.dropping import drop_old
from projections.runner.parking import replay_everywhere
from projections.runner.rebuild import rebuild
from projections.runner.status import status_of_all

projections = typer.Typer(help="Views over the log: how far they are, and building them anew.")


async def _migrate() -> None:
    settings = read_settings()
    if settings.database_url is None:
        async with standing(settings, utc_now):
            return
    keyring = open_keyring(settings.keyring, utc_now)
    passwords = role_passwords(keyring)
    await migrate(settings.database_url, passwords, keyring=keyring.fingerprint())


def migrate_command() -> None:
    """Bring the database to this version and give the login roles their passwords."""
    asyncio.run(_migrate())
    typer.echo("The database is at this version.")


async def _status() -> None:
    async with standing(read_settings(), utc_now) as ground:
        pool = await open_pool(ground.urls.projector, size=1, name="heed status")
        async with pool.acquire() as connection:
            found = await status_of_all(connection, utc_now())
        await pool.close()
    for one in found:
        typer.echo(
            f"{one.name} v{one.version} {one.status} {shown('prv', one.provider)} "
            f"position {one.position} of {one.head}, behind {one.lag_events} events "
            f"({one.lag_seconds:.1f} s), parked {one.parked}"
        )


@projections.command("status")
def status_command() -> None:
    """How far each projection is, per provider."""
    asyncio.run(_status())


def _named(name: str) -> Projection:
    """The projection of this name; ends the command where there is none."""
    for one in PROJECTIONS:
        if one.name == name:
            return one
    typer.echo(f"There is no such projection; there are {', '.join(p.name for p in PROJECTIONS)}.")
    raise typer.Exit(2)


@asynccontextmanager
async def _projector() -> AsyncGenerator[Pool]:
    async with standing(read_settings(), utc_now) as ground:
        pool = await open_pool(ground.urls.projector, size=4, name="heed projections")
        yield pool
        await pool.close()


async def _rebuild(projection: Projection) -> None:
    async with _projector() as pool:
        typer.echo(str(await rebuild(pool, projection)))


@projections.command("rebuild")
def rebuild_command(name: str) -> None:
    """Build a projection anew beside the live one, compare, and switch."""
    asyncio.run(_rebuild(_named(name)))


async def _drop_old(projection: Projection) -> None:
    async with _projector() as pool, pool.acquire() as connection:
        gone = await drop_old(connection, projection.name)
    typer.echo(f"Dropped versions: {', '.join(map(str, gone)) or 'none'}.")


@projections.command("drop-old")
def drop_old_command(name: str) -> None:
    """Drop the versions that a rebuild has retired."""
    asyncio.run(_drop_old(_named(name)))


async def _replay(projection: Projection) -> None:
    async with _projector() as pool, pool.acquire() as connection:
        done = await replay_everywhere(connection, projection)
    typer.echo(f"Folded {done.folded} parked events; {done.parked} are still parked.")


@projections.command("replay")
def replay_command(name: str) -> None:
    """Fold again what was parked, after its cause was mended."""
    asyncio.run(_replay(_named(name)))


def add_to(app: typer.Typer) -> None:
    app.command("migrate")(migrate_command)
    app.add_typer(projections, name="projections")
