"""From a cube's components to a judged number: readings, status, scorecard, plan measures, comments."""
