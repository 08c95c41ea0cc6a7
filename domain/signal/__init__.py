"""A signal: Heed noticed something that chance does not explain, and people answer it."""
