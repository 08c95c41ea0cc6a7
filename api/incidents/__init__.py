"""The doors of an incident: the report, the facts that follow it, and reading it back."""
