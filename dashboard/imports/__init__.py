"""Files of other systems and publishers, brought into the store."""
