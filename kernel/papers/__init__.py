"""Papers: what they consist of, numbers and days in words, and how they are drawn."""
