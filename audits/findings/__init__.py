"""Findings: one register of what an inspection found, followed until another person has seen the remedy."""
