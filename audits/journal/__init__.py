"""Reading the journal: what was done, by whom, to what, with the proof."""
