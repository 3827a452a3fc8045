"""Working days of Kazakhstan: which days work in a five-day and a six-day week, by dated data with sources."""
