"""The vault: what seals people's words and identities, and what finds them where none may stand."""
