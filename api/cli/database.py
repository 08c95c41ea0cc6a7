"""`heed migrate` and `heed projections`: the operator's work on the database."""

import asyncio

import typer

from adapters.postgres.migrate import migrate
from adapters.postgres.reading import open_pool
from api.clock import utc_now
from api.serving import standing
from api.settings import read_settings
from api.wiring import open_keyring, role_passwords
from api.work import PROJECTIONS
from domain.identifier import shown
from projections.runner.rebuild import rebuild
from projections.runner.status import status_of_all

projections = typer.Typer(help="Views over the log: how far they are, and building them anew.")


async def _migrate() -> None:
    settings = read_settings()
    if settings.database_url is None:
        async with standing(settings, utc_now):
            return
    keyring = open_keyring(settings.keyring, utc_now)
    await migrate(settings.database_url, role_passwords(keyring))


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


async def _rebuild(name: str) -> None:
    [projection] = [one for one in PROJECTIONS if one.name == name]
    async with standing(read_settings(), utc_now) as ground:
        pool = await open_pool(ground.urls.projector, size=4, name="heed rebuild")
        done = await rebuild(pool, projection)
        await pool.close()
    typer.echo(str(done))


@projections.command("rebuild")
def rebuild_command(name: str) -> None:
    """Build a projection anew beside the live one, compare, and switch."""
    if name not in {one.name for one in PROJECTIONS}:
        typer.echo(
            f"There is no projection of this name: {', '.join(p.name for p in PROJECTIONS)}."
        )
        raise typer.Exit(2)
    asyncio.run(_rebuild(name))


def add_to(app: typer.Typer) -> None:
    app.command("migrate")(migrate_command)
    app.add_typer(projections, name="projections")
