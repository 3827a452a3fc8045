"""Registers, numbers and the registration of carriers."""
