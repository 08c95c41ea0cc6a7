"""The worker's policies: what Heed notices by itself and puts before people."""
