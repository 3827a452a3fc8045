"""Who may hold carriers: persons, units, clearances, accounts."""
