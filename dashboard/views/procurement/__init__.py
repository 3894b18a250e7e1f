"""What the procurement page says."""
