"""What happens on a click, one module a page: `register(app, source)`."""
