"""What is said of a number: one record, made in one place, for every face that speaks of it."""
