"""Questions about cases: what the adults wanted, who noticed, what was learned, who comes again."""
