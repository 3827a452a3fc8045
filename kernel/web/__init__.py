"""The web ring: application, gate, forms, act keys, kept searches, downloads, what a room gives to the house."""
