"""What the plan page says."""
