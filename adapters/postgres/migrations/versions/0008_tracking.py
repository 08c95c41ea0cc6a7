"""How far the programs that follow other logs have come.

Forward only; the statements are in the `.sql` file beside this one.
"""

from pathlib import Path

from adapters.postgres.migrations.statements import run

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run(Path(__file__).with_suffix(".sql"))
