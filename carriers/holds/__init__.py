"""Holds: an investigation, a court or an inspection freezes a carrier by a document."""
