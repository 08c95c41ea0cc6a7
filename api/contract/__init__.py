"""The contract: what each operation takes and gives, as OpenAPI 3.1."""
