"""An incident: what was reported, what was done, who was told, what was decided."""
