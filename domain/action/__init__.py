"""An improvement action: what is done about a finding or a gap, by whom, and whether it was."""
