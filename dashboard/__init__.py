"""Scrutiny: everything reusable behind the pages, from a quarterly extract to a number on a chart."""

__version__ = "0.2.0"
