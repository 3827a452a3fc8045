"""Passwords and PINs: how they are kept, and which may be chosen."""
