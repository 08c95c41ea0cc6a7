"""Questions about many events, each answered from its own table, each rebuildable."""
