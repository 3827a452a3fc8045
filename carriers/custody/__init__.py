"""States, acts, guards and movements of carriers."""
