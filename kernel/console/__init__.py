"""The console: what its commands share, and those that need no domain."""
