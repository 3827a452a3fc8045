"""The list of carriers and the card of each."""
