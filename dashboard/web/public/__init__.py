"""What everybody may ask: open data, and the API of the public tables."""
