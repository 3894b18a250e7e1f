"""The published totals that the sample's records are made to add up to."""
