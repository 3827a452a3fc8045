"""The terms of the regime, set by the head of the body before a second person; a value that was is never changed."""
