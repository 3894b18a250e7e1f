"""The report as slides with charts that PowerPoint edits."""
