"""The append made cheaper: new references, sealed bodies, and one plain request.

Forward only; the statements are in the `.sql` file beside this one.
"""

from pathlib import Path

from adapters.postgres.migrations.statements import run

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run(Path(__file__).with_suffix(".sql"))
