"""What the page of one measure says."""
