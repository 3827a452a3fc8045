"""What every package shares and none owns: it knows no word of the registry room."""
