"""Running a file of SQL as it stands: several statements, no parameters, one transaction."""

from pathlib import Path

from alembic import op


def run(path: Path) -> None:
    """Everything in the file, within the transaction of the migration.

    Straight to the driver, as colons and percent signs in functions are no parameters.
    """
    pooled = op.get_bind().connection
    statements = path.read_text(encoding="utf-8")
    pooled.dbapi_connection.run_async(lambda driver: driver.execute(statements))  # type: ignore[union-attr]  # SQLAlchemy's adapter of asyncpg
