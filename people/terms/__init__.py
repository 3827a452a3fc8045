"""Numbers of days, people and hours as data with effective dates."""
