"""Pictures, without a server: what is on them, and what can never get onto them."""
