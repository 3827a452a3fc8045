"""The desk: baskets filled by scanner and committed in one act."""
