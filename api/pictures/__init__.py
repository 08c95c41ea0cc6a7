"""Charts as pictures: one measure, its views side by side, or many measures on one sheet."""
