"""Finding a person without keeping who they are, and opening what is sealed, on the record."""
