"""Alembic revisions of the log, the vault and the runner's own tables. Forward only."""
