"""The doors of a signal: it is read, listed and answered. Heed raises it, nobody else does."""
