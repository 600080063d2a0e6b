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


class Word(msgspec.Struct, array_like=True):
    """The fields of the port's Word, flat."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


class Layout(msgspec.Struct, tag="layout"):
    """The words of a document, in reading order."""

    words: list[Word]


class Refusal(msgspec.Struct, tag="refusal"):
    """The reason why a document can't be read, as a sentence for the uploader."""

    sentence: str


Answer: TypeAlias = Reading | Layout | Refusal

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Answer).decode
