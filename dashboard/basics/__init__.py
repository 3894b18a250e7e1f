"""What everything stands on: quarters, calendars with bank holidays, numbers in words, settings, errors."""
