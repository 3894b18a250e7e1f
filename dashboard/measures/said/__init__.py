"""What a comment says of its measure: its numbers, what each is tied to, and where the figures say otherwise."""
