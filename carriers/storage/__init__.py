"""Places where carriers are kept."""
