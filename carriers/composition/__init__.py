"""What is inside what: a disk in a computer, an appendix in a file; parts pass from hand to hand with the whole."""
