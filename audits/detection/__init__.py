"""Who does it again: repeat and systematic breaches by a rolling rule that explains itself."""
