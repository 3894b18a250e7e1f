"""The server that listens: its connections, its processes, and what it refuses when too much is asked."""
