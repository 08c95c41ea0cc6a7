"""A learning response of any kind: why, how, on what evidence, and what was found."""
