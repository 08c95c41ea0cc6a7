"""A person by reference: which of the callers' references mean the same person, and who says so."""
