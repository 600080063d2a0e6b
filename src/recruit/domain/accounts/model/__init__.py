"""Entities: users, sessions, invitations, API keys, permissions and OAuth grants."""
