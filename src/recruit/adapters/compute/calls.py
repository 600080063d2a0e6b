"""Calls that the parent pickles for the child, and the child's answers.

Both ends are this program, so each can trust the other's pickles.
"""

from dataclasses import dataclass
from pickle import HIGHEST_PROTOCOL, dumps


@dataclass(frozen=True, slots=True)
class Answer:
    """Result of a call, or the error that it raised with its traceback."""

    result: object = None
    error: Exception | None = None
    trace: str = ""


def pickled(content: object) -> bytes:
    """Return `content` as bytes. Raises PicklingError, TypeError or AttributeError if it can't be pickled."""
    return dumps(content, HIGHEST_PROTOCOL)
