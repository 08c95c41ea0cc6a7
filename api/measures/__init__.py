"""The doors of a measure: defined, measured, corrected, its baseline and limits, its signals."""
