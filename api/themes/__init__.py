"""The doors of a theme, and the watch that proposes one."""
