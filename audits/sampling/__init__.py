"""Provable samples: how many of how many, and which, so that anybody draws the same list again."""
