"""Webhooks: events sent to addresses that an organisation chooses."""
