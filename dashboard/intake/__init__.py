"""From a system's file to an extract: reading, cells, dates, mappings, validation, loading, checking."""
