"""A wrong entry put right: a registration or an issue voided by two, with a reason; nothing is deleted."""
