"""Invented people, registers and carriers for trying the register out. Nothing here is real."""
