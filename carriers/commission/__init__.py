"""Commissions by order: for what, until when, and who sits in them."""
