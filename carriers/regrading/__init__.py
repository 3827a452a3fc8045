"""How the grade of a medium falls: after a clean purge, by an act that a commission signs and the head approves."""
