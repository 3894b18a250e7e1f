"""Formats of files: text, workbooks of three kinds, and what a number format shows."""
