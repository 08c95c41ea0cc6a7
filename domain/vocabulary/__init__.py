"""Words that more than one stream uses, each list with its source. A code is never reused."""
