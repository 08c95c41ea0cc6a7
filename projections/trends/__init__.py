"""Incidents and what came of them in the form in which they are counted, and the counts."""
