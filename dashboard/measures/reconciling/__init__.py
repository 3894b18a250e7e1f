"""Whether the figures that papers print come out again, and how each came about."""
