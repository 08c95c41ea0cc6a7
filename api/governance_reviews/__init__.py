"""The doors of a governance review: held, a decision added, voided."""
