"""Incidents traced from being noticed to what came of them."""
