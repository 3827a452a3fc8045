"""Sanitising a medium without destroying it: what was done, by what tool, and who verified it."""
