"""The clock: who says that it is right after it went back."""
