"""Stores in object storage: what lies there, and the folder of this machine that mirrors it."""
