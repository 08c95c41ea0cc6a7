"""`GET /v1/views/clocks`: how long it takes, counting those who have not come to it yet."""
