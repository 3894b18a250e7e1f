"""Pages that follow from a declaration: a headline, tiles, cards out of a small library, the records."""
