"""The log: heads, events, idempotency, origins, aliases; roles and row security.

Forward only; the statements are in the `.sql` file beside this one.
"""

from pathlib import Path

from adapters.postgres.migrations.statements import run

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    run(Path(__file__).with_suffix(".sql"))
