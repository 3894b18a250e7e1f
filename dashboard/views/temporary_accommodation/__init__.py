"""What the temporary accommodation page says."""
