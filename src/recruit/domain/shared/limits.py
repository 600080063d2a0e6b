"""Limits on fields: the same in the API, the agent, extraction and imports."""

LARGEST_INTEGER = 2**31 - 1
"""Largest number in a field."""

LONGEST_TEXT = 100_000
"""Maximum length of a description, of notes and of a message, in characters."""
