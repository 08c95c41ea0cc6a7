"""A theme: what recurs over several incidents, proposed by a rule and decided by people."""
