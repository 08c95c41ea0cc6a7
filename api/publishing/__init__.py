"""The doors of publishing: a table is published, and read by whom it is for."""
