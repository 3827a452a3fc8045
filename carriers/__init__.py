"""What is held, and every hand it passes through."""
