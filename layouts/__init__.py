"""What a page shows, one module a page; the module's name is the page's key."""
