"""The watch over charts: special cause on the newest closed period is put before people, once."""
