"""Inspections: planned, prepared by a team from elsewhere, conducted item by item, ended by an act of many hands."""
