"""What the start page says."""
