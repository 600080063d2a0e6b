"""The console: HTML pages for browsers, over the same services as the API."""
