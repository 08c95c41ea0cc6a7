"""Who must be told of an incident, by when, and how that turned out: derived, never stored."""
