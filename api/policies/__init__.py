"""The doors of what a provider decides for itself: its policies, and its own finer codes."""
