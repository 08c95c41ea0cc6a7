"""The append path: many requests become one call, one transaction and one answer each."""
