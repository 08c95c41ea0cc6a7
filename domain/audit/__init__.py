"""An audit: what was to be looked at, how the sample was drawn, and which criteria were met."""
