"""What a provider decides for itself: its own targets and rhythms, beside what the law demands."""
