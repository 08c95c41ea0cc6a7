"""The doors of duties: what an incident owes whom, and what people judged and did about it."""
