"""Profiles: which effects an assistant's tools may have."""

from enum import StrEnum


class Profile(StrEnum):
    """A profile, in order from the narrowest to the widest."""

    READ_ONLY = "read-only"
    """Tools that change nothing."""
    RECRUITER = "recruiter"
    """Additionally tools whose changes can be undone."""
    ADMIN = "admin"
    """Additionally tools whose changes can't be undone."""
