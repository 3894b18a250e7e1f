"""Fifty people in their browsers: members, analysts and an officer who presents."""
