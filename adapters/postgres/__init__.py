"""PostgreSQL: the log, the vault's tables, the migrations, and a server of our own to start."""
