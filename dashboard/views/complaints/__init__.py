"""What the complaints page says."""
