"""Roles and what each may do: the table that every page asks."""
