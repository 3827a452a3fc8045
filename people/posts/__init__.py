"""Posts of units, who holds them and since when, and who stands at the head."""
