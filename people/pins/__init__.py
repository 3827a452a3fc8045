"""PINs of passes: set by their holders, at the registry before two workers, cleared with a reason."""
