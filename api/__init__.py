"""HTTP in, HTTP out, and the command line: the only place where choices are wired."""
