"""The chart of a measure, as callers read it and as it is drawn."""
