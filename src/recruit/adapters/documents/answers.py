"""Answers of the child that reads documents, as JSON."""

from typing import TypeAlias

import msgspec


class Reading(msgspec.Struct, tag="reading"):
    """The fields of the port's Document."""

    text: str
    kind: str
    pages: int | None = None
    hidden: list[str] = []
    warnings: list[str] = []


class Refusal(msgspec.Struct, tag="refusal"):
    """The reason why a document can't be read, as a sentence for the uploader."""

    sentence: str


Answer: TypeAlias = Reading | Refusal

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Answer).decode
