"""Counting cubes on Apache Spark, an extra: nothing else of the project knows Spark or what it brings."""
