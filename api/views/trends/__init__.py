"""How many incidents there were, by what they were and when: `GET /v1/views/trends`."""
