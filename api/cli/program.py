"""`heed`: the command line of an operator."""

import typer

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
    app()
