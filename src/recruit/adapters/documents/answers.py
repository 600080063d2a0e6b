"""Answers of the child that reads documents, as JSON."""

from typing import TypeAlias

import msgspec


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
