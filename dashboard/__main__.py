"""`python -m dashboard` is `scrutiny`."""

from dashboard.cli.commands import main

main()
