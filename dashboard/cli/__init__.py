"""The command line and the documents written from the code."""
