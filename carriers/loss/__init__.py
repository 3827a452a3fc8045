"""Losses: from the second in which a carrier is missing to the end of its case."""
