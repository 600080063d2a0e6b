"""Limits on fields: the same in the API, the agent, extraction and imports."""

LARGEST_INTEGER = 2**31 - 1

LONGEST_TEXT = 100_000
"""Of a description, notes or a message, in characters."""
