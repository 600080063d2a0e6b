"""How far an assistant may go."""

from enum import StrEnum


class Profile(StrEnum):
    """From least to most."""

    READ_ONLY = "read-only"
    """Nothing is ever changed."""
    RECRUITER = "recruiter"
    """And what can be undone."""
    ADMIN = "admin"
    """And what destroys."""
