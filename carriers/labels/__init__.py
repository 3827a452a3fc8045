"""Labels, passes and command cards drawn in whole printer dots."""
