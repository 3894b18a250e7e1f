"""What the improvement programme page says."""
