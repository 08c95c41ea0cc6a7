"""Whether each duty was done, and in time."""
