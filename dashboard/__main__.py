"""`python -m dashboard` is `scrutiny`."""

from dashboard.cli import main

main()
