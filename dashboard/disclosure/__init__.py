"""Which numbers of published tables have to be withheld, so that no small count of people can be worked out."""
