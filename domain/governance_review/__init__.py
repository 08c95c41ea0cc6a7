"""A governance review: leadership looked at what was known, and decided."""
