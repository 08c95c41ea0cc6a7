"""`heed serve`: run until told to end."""

import asyncio
from typing import Annotated

import typer
from uvicorn.loops.auto import auto_loop_factory

from api.clock import utc_now
from api.serving import Role, serve, standing
from api.settings import read_settings


async def _serve(role: Role) -> None:
    async with standing(read_settings(), utc_now) as ground:
        await serve(ground, clock=utc_now, role=role)


def serve_command(
    role: Annotated[Role, typer.Option(help="Everything, or one half.")] = Role.ALL,
) -> None:
    """Serve the API, fold the projections, or both. SIGTERM ends it."""
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(_serve(role))


def add_to(app: typer.Typer) -> None:
    app.command("serve")(serve_command)
