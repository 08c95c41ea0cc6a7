"""Which keyring the database belongs to.

Forward only; the statements are in the `.sql` file beside this one.
"""

from pathlib import Path

from adapters.postgres.migrations.statements import run

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run(Path(__file__).with_suffix(".sql"))
