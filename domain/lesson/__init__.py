"""A lesson: what is taught to whom, whom it reached, and whether it changed what they do."""
