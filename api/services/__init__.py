"""The doors of a service: registering it, its units, its activity and its staff in post."""
