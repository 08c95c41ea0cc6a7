"""Whether an improvement holds: a word for each measure that an action cites, with its working."""
