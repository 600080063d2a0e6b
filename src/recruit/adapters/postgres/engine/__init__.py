"""Connections, sessions, pages and errors: everything that isn't about one table."""
