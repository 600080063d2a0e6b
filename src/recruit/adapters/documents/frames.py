"""Framing protocol between parent and child.

    frame    = length (4 bytes, big-endian), then that many bytes
    request  = frame with the file's bytes
    answer   = frame with JSON: a Reading or a Refusal

The child's first frame is empty and signals that the child is ready.
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
    """Return `data` with its length before it."""
    return LENGTH.pack(len(data)) + data


def receive(stream: BinaryIO) -> bytes | None:
    """Block until a frame arrives and return its bytes, or None if the stream ends first."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None
