"""The demo: one invented provider, three services, three stories, loaded through the API."""
