"""What parent and child say to each other.

    frame    = length (4 bytes, big-endian), then that many bytes
    request  = frame with the file's bytes
    answer   = frame with JSON: a Reading or a Refusal

The child's first frame is empty: it says that the child is ready.
"""

import struct
from typing import BinaryIO, TypeAlias

import msgspec

LENGTH = struct.Struct(">I")


class Reading(msgspec.Struct, tag="reading"):
    """What the port's Document is."""

    text: str
    kind: str
    pages: int | None = None
    hidden: list[str] = []
    warnings: list[str] = []


class Refusal(msgspec.Struct, tag="refusal"):
    """Why a document can't be used, as a sentence for the person who uploaded it."""

    sentence: str


Answer: TypeAlias = Reading | Refusal

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Answer).decode


def frame(data: bytes) -> bytes:
    """Return `data` behind its length."""
    return LENGTH.pack(len(data)) + data


def receive(stream: BinaryIO) -> bytes | None:
    """Block for one frame and return its bytes, or None when the other side is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None
