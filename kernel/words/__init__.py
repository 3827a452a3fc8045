"""Three languages and their catalogues."""
