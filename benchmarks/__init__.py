"""What a person waits for, measured in a real browser. `make bench` runs it; README.md explains it."""
