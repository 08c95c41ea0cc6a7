"""The doors of an audit: what is planned, and what came of it."""
