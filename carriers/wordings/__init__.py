"""The texts of the papers: those shipped, and those that the head of the body set before a second person."""
