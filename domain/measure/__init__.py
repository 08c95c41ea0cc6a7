"""A measure: what is counted, how it is judged, and what was measured period by period."""
