"""Loose ends: what was begun and has not come to its end, and since when."""
