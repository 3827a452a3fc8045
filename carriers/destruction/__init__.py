"""Destruction: the act, its signatures, its approval, and the execution unit by unit."""
