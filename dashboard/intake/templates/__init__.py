"""Files to fill in, and mappings to start from."""
