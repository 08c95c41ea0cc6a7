"""The outside world: PostgreSQL, the vault, the log proof."""
