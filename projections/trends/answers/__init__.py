"""The questions that a derived measure asks, answered by period from what Heed has on record."""
