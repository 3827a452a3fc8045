"""Clearances and the five elements of article 29."""
