"""The vault: sealed bodies, wrapped keys, the record of every look.

Forward only; the statements are in the `.sql` file beside this one.
"""

from pathlib import Path

from adapters.postgres.migrations.statements import run

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run(Path(__file__).with_suffix(".sql"))
