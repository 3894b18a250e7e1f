"""Which pages there are, what can be chosen on them, and what an address asks for."""
