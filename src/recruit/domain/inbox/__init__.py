"""Inbox: what waits for a user."""
