"""A Heed log as a recorder of the library `eventsourcing`, for programs that follow it."""
