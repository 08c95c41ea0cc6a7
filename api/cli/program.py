"""`heed`: the command line of an operator."""

import typer

from adapters.postgres.preflight import NotDurable
from adapters.vault.keyring import KeyringRefused
from api.cli import database, keys, serving
from api.demo.command import demo_command

app = typer.Typer(
    name="heed",
    help="Learn from safeguarding incidents in adult social care.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
serving.add_to(app)
app.command("demo")(demo_command)
database.add_to(app)
keys.add_to(app)


def main() -> None:
    """What Heed refuses to start on is told in words, as it is the operator's to put right."""
    try:
        app()
    except (KeyringRefused, NotDurable) as refused:
        typer.echo(str(refused), err=True)
        raise SystemExit(1) from None
