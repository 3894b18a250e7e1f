"""What the digital take-up page says."""
