"""The doors of an investigation: any learning response, its evidence and its findings."""
