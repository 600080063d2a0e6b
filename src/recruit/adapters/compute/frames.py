"""What parent and child say to each other.

    frame    = length (8 bytes, big-endian), then that many bytes
    request  = frame with a pickle of (function, arguments)
    answer   = frame with a pickle of an Answer

Both ends are this program, so that each may trust the other's pickles.
"""

import pickle
import struct
from dataclasses import dataclass
from typing import BinaryIO

LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a call: its result, or the error that it raised and the traceback of that."""

    result: object = None
    error: Exception | None = None
    trace: str = ""


def frame(content: object) -> bytes:
    """Return `content` as a frame. Raises PicklingError, TypeError or AttributeError for what can't travel."""
    data = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(data)) + data


def receive(stream: BinaryIO) -> bytes | None:
    """Block for one frame and return its bytes, or None when the other side is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None
