"""What speaks HTTP: components, API, downloads, presenting, the server."""
