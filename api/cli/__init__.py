"""The command line of an operator, by what it is about."""
