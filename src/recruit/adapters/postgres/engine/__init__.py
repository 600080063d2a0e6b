"""Connections, sessions, pages and errors: what is not about one table."""
