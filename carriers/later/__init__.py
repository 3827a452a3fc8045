"""What was done on paper while the program was not there, entered later: by the head, with a reason, and marked."""
