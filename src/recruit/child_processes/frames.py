"""Framing protocol between parent and child.

    frame = length (8 bytes, big-endian), then that many bytes

The child's first frame is empty and signals that the child is ready. After that it answers each frame with one.
"""

import os
import struct
from typing import BinaryIO

LENGTH = struct.Struct(">Q")


def send(stream: BinaryIO, data: bytes = b"") -> None:
    """Write a frame."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Block until a frame arrives and return its bytes, or None if the stream ends first."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def private_stdout() -> BinaryIO:
    """Return standard output, reserved for frames, and redirect file descriptor 1 to standard error.

    Code that prints then can't corrupt the frames.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers
