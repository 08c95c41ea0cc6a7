"""What was done about a theme: from its incidents to what was decided, done, and came of it."""
