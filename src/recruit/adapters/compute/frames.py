"""Framing protocol between parent and child.

    frame    = length (8 bytes, big-endian), then that many bytes
    request  = frame with a pickle of (function, arguments)
    answer   = frame with a pickle of an Answer

Both ends are this program, so each can trust the other's pickles.
"""

import pickle
import struct
from dataclasses import dataclass
from typing import BinaryIO

LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Answer:
    """Result of a call, or the error that it raised with its traceback."""

    result: object = None
    error: Exception | None = None
    trace: str = ""


def frame(content: object) -> bytes:
    """Return `content` as a frame. Raises PicklingError, TypeError or AttributeError if it can't be pickled."""
    data = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(data)) + data


def receive(stream: BinaryIO) -> bytes | None:
    """Block until a frame arrives and return its bytes, or None if the stream ends first."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None
