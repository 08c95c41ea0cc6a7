"""Questions over many incidents, answered from the views, and how far those have come."""
