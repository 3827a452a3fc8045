"""What the law says of a breach: the rule of its day, the fine, until when; a person decides."""
