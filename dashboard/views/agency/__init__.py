"""What the agency staff page says."""
