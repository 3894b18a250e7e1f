"""The store: its database, manifest, releases, cubes, and the newest release opened for reading."""
