"""The doors of a lesson: published, revised, delivered, acknowledged, checked, retired."""
