"""The public tables: worked out when publishing, read by whatever everybody may see."""
