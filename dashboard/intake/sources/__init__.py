"""The files of a load: several of one system, several systems of one dataset, and what they replace."""
