"""Limits on fields: the same in the API, the agent, extraction and imports."""

LARGEST_INTEGER = 2**31 - 1
"""Largest number in a field."""

MOST_YEARS = 80
"""Most years of experience: no working life is longer, and larger numbers are mistakes, such as a calendar year."""

LONGEST_TEXT = 100_000
"""Maximum length of a description, of notes and of a message, in characters."""
