"""Checklists of inspections: versions known by their content, requirements that keep their identity through them."""
